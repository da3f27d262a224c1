import type { ShownAlarms, ShownNumbers, ShownTable, ShownWidget } from '../shown.js';
import { drawChart } from './chart.js';
import { type CallContext, CustomWidget } from './custom-widget.js';
import { element } from './element.js';
import { shortNumber } from './numbers.js';
import { sanitized } from './sanitize.js';

/** A widget on the page. */
export interface PlacedWidget {
  /** Shows it in the look of now: what is looked at stays. */
  restyle(): void;
  remove(): void;
}

/** Puts a widget where the grid of 24 columns wants it. */
export const placeWidget = (
  grid: HTMLElement,
  widget: ShownWidget,
  range: { readonly start: number; readonly end: number },
  context: () => CallContext,
): PlacedWidget => {
  const { x, y, width, height, title, kind } = widget;
  const place = `--x:${x + 1};--y:${y + 1};--w:${width};--h:${height}`;
  const body = element('div', { class: `body of-${kind}`, ...scrollable(kind, title) });
  const card = element(
    'section',
    {
      class: `widget is-${kind}${kind === 'text' && widget.isTransparent ? ' transparent' : ''}`,
      style: place,
      'data-widget': widget.id,
    },
    ...(title === '' ? [] : [element('h2', {}, title)]),
    body,
  );
  grid.append(card);
  const remove = () => card.remove();
  const still: PlacedWidget = { restyle: () => undefined, remove };
  switch (widget.kind) {
    case 'text':
      body.append(sanitized(widget.html).content);
      return still;
    case 'chart': {
      const chart = drawChart(body, title, widget, range);
      body.append(...notesOf(widget.notes));
      return {
        restyle: () => chart.redraw(),
        remove: () => {
          chart.remove();
          remove();
        },
      };
    }
    case 'numbers':
      body.append(numbers(widget), ...notesOf(widget.notes));
      return still;
    case 'table':
      body.append(table(widget), ...notesOf(widget.notes));
      return still;
    case 'alarms':
      body.append(alarms(widget));
      return still;
    case 'custom': {
      const custom = new CustomWidget(body, widget.id, title, context);
      void custom.reload();
      return { restyle: () => void custom.reload(), remove };
    }
    case 'unsupported':
      body.append(element('p', { class: 'note' }, `Not in the preview. ${widget.reason}`));
      return still;
  }
};

/** What can be scrolled has to be reachable without a mouse. */
const scrollable = (kind: string, title: string): Readonly<Record<string, string>> =>
  kind === 'chart' ? {} : { tabindex: '0', role: 'region', 'aria-label': title === '' ? kind : title };

const notesOf = (notes: readonly string[]): HTMLElement[] => notes.map((note) => element('p', { class: 'note' }, note));

const numbers = ({ values }: ShownNumbers): HTMLElement =>
  element(
    'ul',
    { class: 'numbers' },
    ...values.map(({ label, color, value, unit }) =>
      element(
        'li',
        {},
        element('span', { class: 'number' }, value === undefined ? '--' : shortNumber(value, unit)),
        element('span', { class: 'label' }, element('i', { style: `background:${color}` }), label),
      ),
    ),
  );

const table = ({ rows, as }: ShownTable): HTMLElement =>
  element(
    'table',
    { class: as },
    element(
      'tbody',
      {},
      ...rows.map(({ label, color, value, share }) =>
        element(
          'tr',
          {},
          element('th', { scope: 'row' }, element('i', { style: `background:${color}` }), label),
          ...(as === 'bar'
            ? [element('td', { class: 'share' }, element('i', { style: `background:${color};width:${share * 100}%` }))]
            : []),
          element('td', {}, value === undefined ? '--' : shortNumber(value)),
        ),
      ),
    ),
  );

const alarms = ({ alarms: all }: ShownAlarms): HTMLElement =>
  element(
    'ul',
    { class: 'alarms' },
    ...all.map(({ name, state, why }) =>
      element(
        'li',
        {},
        element('b', { class: `state ${state}` }, state),
        ' ',
        element('strong', {}, name),
        element('span', {}, ` ${why}`),
      ),
    ),
  );
