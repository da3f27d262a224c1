/** What an element of a widget does. */
export interface Action {
  readonly kind: 'call' | 'html';
  readonly display: 'popup' | 'widget';
  readonly confirmation: string | undefined;
  readonly endpoint: string | undefined;
  /** Of a call: its parameters. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Of the other kind: what is shown. */
  readonly html: string;
}

const EVENTS = ['click', 'dblclick', 'mouseenter'];
const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex]';

/**
 * Lets every `cwdb-action` act on the element before it, as CloudWatch does; answers what is wrong with those that cannot.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard_interactivity.html
 */
export const bindActions = (root: ParentNode, act: (action: Action) => void): string[] => {
  const faults: string[] = [];
  for (const declared of root.querySelectorAll('cwdb-action')) {
    const trigger = declared.previousElementSibling;
    const event = declared.getAttribute('event') ?? 'click';
    const read = readAction(declared, event);
    if (trigger === null) faults.push('a cwdb-action has no element before it');
    else if (typeof read === 'string') faults.push(read);
    else listen(trigger, event, () => act(read));
    // Its content is no content of the page.
    declared.remove();
  }
  return faults;
};

const readAction = (declared: Element, event: string): Action | string => {
  const kind = declared.getAttribute('action') ?? 'html';
  const display = declared.getAttribute('display') ?? 'widget';
  const endpoint = declared.getAttribute('endpoint') ?? undefined;
  if (kind !== 'call' && kind !== 'html') return `action="${kind}" is neither call nor html`;
  if (display !== 'popup' && display !== 'widget') return `display="${display}" is neither popup nor widget`;
  if (!EVENTS.includes(event)) return `event="${event}" is none of ${EVENTS.join(', ')}`;
  if (kind === 'call' && endpoint === undefined) return 'a call names no endpoint';
  if (kind === 'call' && event === 'mouseenter') return 'mouseenter cannot call';
  const parameters = kind === 'call' ? parametersOf(declared.textContent) : {};
  if (parameters === undefined) return 'the content of a call is not JSON';
  const confirmation = declared.getAttribute('confirmation') ?? undefined;
  return { kind, display, endpoint, confirmation, parameters, html: declared.innerHTML };
};

const parametersOf = (text: string): Readonly<Record<string, unknown>> | undefined => {
  if (text.trim() === '') return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
};

const listen = (trigger: Element, event: string, act: () => void): void => {
  trigger.addEventListener(event, (happened) => {
    happened.preventDefault();
    act();
  });
  if (event !== 'click' || trigger.matches('button, input, select, textarea, a[href]')) return;
  // Whoever has no mouse presses Enter.
  if (!trigger.matches(FOCUSABLE)) {
    trigger.setAttribute('tabindex', '0');
    trigger.setAttribute('role', 'button');
  }
  trigger.addEventListener('keydown', (pressed) => {
    if (pressed instanceof KeyboardEvent && (pressed.key === 'Enter' || pressed.key === ' ')) {
      pressed.preventDefault();
      act();
    }
  });
};

/** Every field of a widget's forms, by its name. */
export const formsOf = (root: ParentNode): Readonly<Record<string, unknown>> => {
  const values: Record<string, unknown> = {};
  for (const field of root.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(
    'input[name], select[name], textarea[name]',
  )) {
    if (field instanceof HTMLInputElement && field.type === 'checkbox') values[field.name] = field.checked;
    else if (field instanceof HTMLInputElement && field.type === 'radio') {
      if (field.checked) values[field.name] = field.value;
    } else values[field.name] = field.value;
  }
  return values;
};
