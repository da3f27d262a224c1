import { type Html, html } from './html.js';
import type { Place } from './place.js';
import { plainJson, wellFormed } from '../steering.js';
import { STYLE } from './style.js';

/** `auto`: as the reader's system says. */
export type Theme = 'light' | 'dark' | 'auto';

/** How a link looks: as text among text, or as a button. */
export type Look = 'text' | 'button';

/** What views are shown in: a dashboard's widget, a page, a file. It alone knows how one view leads to another. */
export interface Frame {
  readonly theme: Theme;
  /** Content that leads to a place when it is chosen. */
  link(to: Place, content: Html, look?: Look): Html;
  /** A field for the ARN of a resource, and what leads to it; where something answers forms. */
  readonly lookUp?: () => Html;
}

/** What a view shows, ready to be put into a page. */
export const framed = ({ theme }: Frame, content: Html): string =>
  // CloudWatch lays styles of its own on every element unless one has this class.
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard_about.html
  String(html`<div class="cwdb-no-default-styles copy-audit ${theme}">${STYLE}${content}</div>`);

/**
 * In a CloudWatch custom widget: the element before a `cwdb-action` calls the function again, with other parameters.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard_interactivity.html
 */
export const widgetFrame = (theme: Theme, endpoint: string): Frame => {
  const call = (params: Readonly<Record<string, unknown>>) =>
    html`<cwdb-action action="call" display="widget" event="click" endpoint="${endpoint}"
      >${plainJson(params)}</cwdb-action
    >`;
  return {
    theme,
    link: (to, content, look = 'text') =>
      html`<a class="${LOOKS[look]}" role="button" tabindex="0">${content}</a>${call(to)}`,
    // What is typed comes with the context of the call, under the name of the field.
    lookUp: () =>
      html`<p class="lookup">
        <label>A resource’s ARN <input name="resource" size="40" /></label>
        <a class="button" role="button" tabindex="0">Look it up</a>${call({ view: 'resource' })}
      </p>`,
  };
};

/** In one file: links lead to places in it, as far as they are in it. */
export const fileFrame = (theme: Theme, isInside: (to: Place) => boolean): Frame => ({
  theme,
  link: (to, content, look = 'text') =>
    isInside(to) ? html`<a class="${LOOKS[look]}" href="#${anchorOf(to)}">${content}</a>` : content,
});

const LOOKS: Readonly<Record<Look, string>> = { text: 'link', button: 'button' };

/** The id of a place's element in a file. */
export const anchorOf = (place: Place): string => {
  const { view, ...rest } = place;
  return [view, ...Object.values(rest)].map((part) => encodeURIComponent(wellFormed(String(part)))).join('/');
};
