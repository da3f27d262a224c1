import type { WidgetAnswer, WidgetCall } from '../shown.js';
import { type Action, bindActions, formsOf } from './actions.js';
import { confirmed, popup } from './dialogs.js';
import { element } from './element.js';
import { sanitized } from './sanitize.js';
import { DEFAULT_STYLES } from './widget-styles.js';

/** What is known of a call besides the widget's own. */
export type CallContext = Pick<WidgetCall, 'dashboard' | 'variables' | 'range' | 'theme'>;

type Asked = Pick<WidgetCall, 'endpoint' | 'parameters'>;

/** A custom widget: it asks the function, shows what is answered, and lets its actions act. */
export class CustomWidget {
  readonly #content: ShadowRoot;
  #asked: Asked = {};
  #turn = 0;

  constructor(
    readonly place: HTMLElement,
    readonly id: string,
    readonly title: string,
    readonly context: () => CallContext,
  ) {
    const host = element('div', { class: 'custom' });
    place.append(host);
    // Styles of a widget are its own.
    this.#content = host.attachShadow({ mode: 'open' });
  }

  /** Asks again, as the reader has gone: for the look has changed, not what is looked at. */
  reload(): Promise<void> {
    return this.#ask(this.#asked);
  }

  async #ask(asked: Asked): Promise<void> {
    const turn = (this.#turn += 1);
    this.place.setAttribute('aria-busy', 'true');
    if (turn === 1) this.#content.replaceChildren(styled(), element('p', {}, 'Asking the function…'));
    const answer = await this.#answerTo(asked);
    // Another question was asked meanwhile.
    if (turn !== this.#turn) return;
    this.#asked = asked;
    this.#show(this.#content, answer);
    this.place.scrollTop = 0;
    this.place.setAttribute('aria-busy', 'false');
  }

  async #answerTo(asked: Asked): Promise<WidgetAnswer> {
    const { clientWidth: width, clientHeight: height } = this.place;
    const call: WidgetCall = {
      ...this.context(),
      ...asked,
      widget: this.id,
      forms: formsOf(this.#content),
      width,
      height,
    };
    try {
      const response = await fetch('/api/widget', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(call),
      });
      return (await response.json()) as WidgetAnswer;
    } catch {
      return { error: 'The preview does not answer. Was it stopped? Start it again, and reload this page.' };
    }
  }

  #show(root: ShadowRoot, answer: WidgetAnswer): void {
    if ('error' in answer) {
      root.replaceChildren(styled(), element('p', { class: 'error', role: 'alert' }, answer.error));
      return;
    }
    const { content, removed } = sanitized(answer.html);
    const hasOwnStyles = content.querySelector('.cwdb-no-default-styles') !== null;
    const faults = [
      ...(removed.length === 0 ? [] : [`CloudWatch takes out of this widget: ${[...new Set(removed)].join(', ')}`]),
      ...bindActions(content, (action) => void this.#act(action)),
    ];
    const notes = faults.map((fault) => element('p', { class: 'preview-note' }, fault));
    root.replaceChildren(...(hasOwnStyles ? [] : [styled()]), content, ...notes);
  }

  async #act({ kind, display, confirmation, endpoint, parameters, html }: Action): Promise<void> {
    if (confirmation !== undefined && !(await confirmed(confirmation))) return;
    const asked: Asked = { parameters, ...(endpoint === undefined ? {} : { endpoint }) };
    if (display === 'widget' && kind === 'call') return this.#ask(asked);
    const answer = kind === 'call' ? await this.#answerTo(asked) : { html };
    if (display === 'widget') return this.#show(this.#content, answer);
    const host = element('div', { class: 'custom' });
    this.#show(host.attachShadow({ mode: 'open' }), answer);
    popup(this.title, host);
  }
}

const styled = (): HTMLStyleElement => element('style', {}, DEFAULT_STYLES);
