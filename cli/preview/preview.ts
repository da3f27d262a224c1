import { messageOf } from '../../audit/errors.js';
import type { AlarmDefinition } from './alarms.js';
import { type Dashboard, type Variable, type Widget, secondsOf, withVariables } from './dashboard.js';
import { UnsupportedError } from './errors.js';
import { FunctionHost } from './function-host.js';
import type { DeployedFunction } from './functions.js';
import { markdownToHtml } from './markdown.js';
import type { MetricStore } from './metrics/metric-store.js';
import { search } from './metrics/search.js';
import type { Range } from './metrics/series.js';
import type { ShownDashboard, ShownVariable, WidgetAnswer, WidgetCall } from './shown.js';
import { shownWidget } from './shown-widget.js';

export interface PreviewParts {
  readonly dashboards: readonly [Dashboard, ...Dashboard[]];
  readonly functions: readonly DeployedFunction[];
  readonly alarms: readonly AlarmDefinition[];
  readonly metrics: MetricStore;
  readonly region: string;
  readonly account: string;
  /** What functions find in their environment besides their own: where the services are that they call. */
  readonly environment: Readonly<Record<string, string>>;
  readonly now: () => number;
}

/** Which dashboard, over which time, with which variables. */
export interface Choice {
  readonly dashboard: string;
  /** 0: as long as the dashboard says. */
  readonly seconds: number;
  readonly variables: Readonly<Record<string, string>>;
}

/** Dashboards as they would be deployed, over what a demo has recorded. */
export class Preview {
  readonly #hosts = new Map<string, FunctionHost>();

  constructor(readonly parts: PreviewParts) {}

  dashboard({ dashboard: wanted, seconds: asked, variables }: Choice): ShownDashboard {
    const { dashboards } = this.parts;
    const { name, body } = this.#named(wanted);
    const seconds = asked > 0 ? asked : secondsOf(body);
    const end = Math.ceil(this.parts.now() / 1000);
    const range = { start: end - seconds, end };
    const all = body.variables.map((each) => this.#variable(each, variables, range));
    const hidden = body.variables.filter(({ visible }) => !visible).map(({ id }) => id);
    const values = Object.fromEntries(all.map(({ id, value }) => [id, value]));
    const { metrics: store, alarms } = this.parts;
    return {
      name,
      names: dashboards.map((each) => each.name),
      range,
      seconds,
      variables: all.filter(({ id }) => !hidden.includes(id)),
      widgets: withVariables(body, values).map((widget, index) => {
        const { x, y, width, height, properties } = widget;
        const title = String(properties['title'] ?? '');
        return { id: `widget-${index}`, x, y, width, height, title, ...shownWidget(widget, { store, range, alarms }) };
      }),
    };
  }

  /** Asks the function of a custom widget, as CloudWatch does. */
  async ask(call: WidgetCall): Promise<WidgetAnswer> {
    const { name, body } = this.#named(call.dashboard);
    const widget = withVariables(body, call.variables)[Number(call.widget.replace('widget-', ''))];
    if (widget?.type !== 'custom') return { error: `There is no custom widget ${call.widget} in ${name}` };
    const endpoint = call.endpoint ?? String(widget.properties['endpoint']);
    const host = this.#hostOf(endpoint);
    if (host === undefined) return { error: `The function ${endpoint} is not in this app: the preview cannot ask it.` };
    const params = (widget.properties['params'] ?? {}) as Readonly<Record<string, unknown>>;
    try {
      return answerOf(
        await host.invoke({
          ...(call.parameters ?? params),
          widgetContext: this.#contextOf(call, name, widget, params),
        }),
      );
    } catch (error) {
      return { error: `The widget’s function failed: ${messageOf(error)}` };
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#hosts.values()].map((host) => host.close()));
  }

  #named(name: string): Dashboard {
    const { dashboards } = this.parts;
    return dashboards.find((each) => each.name === name) ?? dashboards[0];
  }

  #hostOf(arn: string): FunctionHost | undefined {
    const { functions, region, environment } = this.parts;
    const known = this.#hosts.get(arn);
    const deployed = functions.find((each) => each.arn === arn);
    if (known !== undefined || deployed === undefined) return known;
    const host = new FunctionHost(deployed, region, environment);
    this.#hosts.set(arn, host);
    return host;
  }

  /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard_about.html */
  #contextOf(call: WidgetCall, dashboardName: string, widget: Widget, params: Readonly<Record<string, unknown>>) {
    const { range, theme, forms, width, height } = call;
    const [start, end] = [range.start * 1000, range.end * 1000];
    return {
      ...{
        dashboardName,
        widgetId: call.widget,
        accountId: this.parts.account,
        locale: 'en',
        period: 300,
        isAutoPeriod: true,
      },
      timezone: { label: 'UTC', offsetISO: '+00:00', offsetInMinutes: 0 },
      timeRange: { mode: 'relative', start, end, relativeStart: end - start, zoom: {} },
      ...{ theme, linkCharts: true, title: String(widget.properties['title'] ?? '') },
      forms: { all: forms },
      ...{ params, width, height },
    };
  }

  #variable({ id, label, inputType, ...variable }: Variable, chosen: Choice['variables'], range: Range): ShownVariable {
    const values = [...variable.values, ...this.#found(variable, range)].map(({ value, label: text }) => ({
      value,
      label: text ?? value,
    }));
    // CloudWatch's own word for the first value that is found.
    const isFirst = variable.defaultValue === undefined || variable.defaultValue === '__FIRST';
    return {
      id,
      label: label ?? id,
      value: chosen[id] ?? (isFirst ? values[0]?.value : variable.defaultValue) ?? '',
      values,
      isFreeText: inputType === 'input',
    };
  }

  /** Values that a search finds among the dimensions of metrics. */
  #found(
    { search: query, populateFrom }: Pick<Variable, 'search' | 'populateFrom'>,
    range: Range,
  ): { value: string; label?: string }[] {
    if (query === undefined || populateFrom === undefined) return [];
    try {
      const found = search(this.parts.metrics, query, 'Maximum', 300, range);
      const values = found.flatMap(({ metric }) => metric?.dimensions[populateFrom] ?? []);
      return [...new Set(values)].sort().map((value) => ({ value }));
    } catch (error) {
      if (error instanceof UnsupportedError) return [];
      throw error;
    }
  }
}

/** HTML as it is; markdown made HTML; anything else as JSON. */
const answerOf = (answer: unknown): WidgetAnswer => {
  if (typeof answer === 'string') return { html: answer };
  if (typeof answer === 'object' && answer !== null && 'markdown' in answer)
    return { html: markdownToHtml(String(answer.markdown)) };
  return { html: markdownToHtml(`\`\`\`\n${JSON.stringify(answer, undefined, 2)}\n\`\`\``) };
};
