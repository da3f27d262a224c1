import type { ShownDashboard } from '../shown.js';
import type { CallContext } from './custom-widget.js';
import { button, element } from './element.js';
import { momentText } from './numbers.js';
import { type PlacedWidget, placeWidget } from './widgets.js';

const HOUR = 3600;
const DAY = 24 * HOUR;
const RANGES = [
  [3 * HOUR, '3h'],
  [12 * HOUR, '12h'],
  [DAY, '1d'],
  [3 * DAY, '3d'],
  [7 * DAY, '1w'],
  [14 * DAY, '2w'],
] as const;

type Theme = 'light' | 'dark';

const asked = new URLSearchParams(location.search);

/** What the reader has chosen. */
const chosen = {
  dashboard: asked.get('dashboard') ?? '',
  seconds: Number(asked.get('seconds') ?? 0),
  variables: {} as Record<string, string>,
  theme: (asked.get('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) as Theme,
};

const bar = element('div', { class: 'controls' });
const notice = element('p', { class: 'data', role: 'status' });
const grid = element('main', { class: 'grid' });
let placed: PlacedWidget[] = [];

const load = async (): Promise<void> => {
  const query = new URLSearchParams({ dashboard: chosen.dashboard, seconds: String(chosen.seconds) });
  for (const [id, value] of Object.entries(chosen.variables)) query.set(`variable.${id}`, value);
  grid.setAttribute('aria-busy', 'true');
  const response = await fetch(`/api/dashboard?${query}`);
  if (!response.ok) {
    notice.textContent = await response.text();
    return;
  }
  show((await response.json()) as ShownDashboard);
  grid.setAttribute('aria-busy', 'false');
};

const show = (dashboard: ShownDashboard): void => {
  for (const each of placed) each.remove();
  document.title = `${dashboard.name} (preview)`;
  const { range, name, variables } = dashboard;
  const set = Object.fromEntries(variables.map(({ id, value }) => [id, value]));
  const context = (): CallContext => ({ dashboard: name, variables: set, range, theme: chosen.theme });
  showControls(dashboard);
  placed = dashboard.widgets.map((widget) => placeWidget(grid, widget, range, context));
};

const showControls = ({ name, names, range, seconds, variables }: ShownDashboard): void => {
  const ranges = RANGES.map(([each, label]) =>
    button(label, () => choose(() => (chosen.seconds = each)), { 'aria-pressed': String(each === seconds) }),
  );
  bar.replaceChildren(
    names.length < 2
      ? element('h1', {}, name)
      : element(
          'h1',
          {},
          select(
            'Dashboard',
            name,
            names.map((each) => [each, each]),
            (value) =>
              choose(() => {
                chosen.dashboard = value;
                chosen.seconds = 0;
                chosen.variables = {};
              }),
          ),
        ),
    ...variables.map(({ id, label, value, values, isFreeText }) =>
      isFreeText
        ? input(label, value, (text) => choose(() => (chosen.variables[id] = text)))
        : select(
            label,
            value,
            values.map((each) => [each.value, each.label]),
            (text) => choose(() => (chosen.variables[id] = text)),
          ),
    ),
    element('div', { class: 'ranges', role: 'group', 'aria-label': 'Time range' }, ...ranges),
    button('Refresh', () => void load()),
    themeButton,
  );
  notice.textContent = `${document.body.dataset['about'] ?? ''} ${momentText(range.start)} to ${momentText(range.end)}.`;
};

const choose = (change: () => void): void => {
  change();
  void load();
};

const toggleTheme = (): void => {
  chosen.theme = chosen.theme === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset['theme'] = chosen.theme;
  themeButton.textContent = themeLabel();
  for (const each of placed) each.restyle();
};

const themeLabel = (): string => (chosen.theme === 'dark' ? 'Light theme' : 'Dark theme');
const themeButton = button('', toggleTheme);

const select = (
  label: string,
  value: string,
  values: readonly (readonly [string, string])[],
  onChoose: (value: string) => void,
): HTMLElement => {
  const made = element(
    'select',
    {},
    ...values.map(([each, text]) =>
      element('option', each === value ? { value: each, selected: '' } : { value: each }, text),
    ),
  );
  made.addEventListener('change', () => onChoose(made.value));
  return element('label', {}, `${label} `, made);
};

const input = (label: string, value: string, onChoose: (value: string) => void): HTMLElement => {
  const made = element('input', { value });
  made.addEventListener('change', () => onChoose(made.value));
  return element('label', {}, `${label} `, made);
};

document.documentElement.dataset['theme'] = chosen.theme;
themeButton.textContent = themeLabel();
document.body.append(element('header', { class: 'bar' }, bar, notice), grid);
void load();
