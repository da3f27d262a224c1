/** What the server of a preview tells its page. */

export interface ShownDashboard {
  readonly name: string;
  readonly names: readonly string[];
  /** Seconds since 1970. */
  readonly range: { readonly start: number; readonly end: number };
  /** The dashboard's own time range, in seconds. */
  readonly seconds: number;
  readonly variables: readonly ShownVariable[];
  readonly widgets: readonly ShownWidget[];
}

export interface ShownVariable {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly values: readonly { readonly value: string; readonly label: string }[];
  readonly isFreeText: boolean;
}

interface Placed {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
}

export type ShownWidget = Placed & WidgetContent;

export type WidgetContent =
  | ShownText
  | ShownChart
  | ShownNumbers
  | ShownTable
  | ShownAlarms
  | { readonly kind: 'custom' }
  | { readonly kind: 'unsupported'; readonly reason: string };

export interface ShownText {
  readonly kind: 'text';
  /** Made of the widget's markdown, escaped. */
  readonly html: string;
  readonly isTransparent: boolean;
}

export interface ShownSeries {
  readonly label: string;
  readonly color: string;
  readonly axis: 'left' | 'right';
  readonly unit: string | undefined;
  readonly points: readonly (readonly [number, number])[];
}

export interface ShownAxis {
  readonly label: string;
  readonly min: number | undefined;
  readonly max: number | undefined;
}

export interface ShownAnnotation {
  readonly value: number;
  readonly label: string;
  readonly color: string;
  readonly axis: 'left' | 'right';
  readonly fill: 'above' | 'below' | 'none';
}

export interface ShownChart {
  readonly kind: 'chart';
  readonly isStacked: boolean;
  readonly series: readonly ShownSeries[];
  readonly left: ShownAxis;
  readonly right: ShownAxis;
  readonly annotations: readonly ShownAnnotation[];
  readonly legend: 'bottom' | 'right' | 'hidden';
  readonly notes: readonly string[];
}

export interface ShownNumbers {
  readonly kind: 'numbers';
  readonly values: readonly {
    readonly label: string;
    readonly color: string;
    readonly value: number | undefined;
    readonly unit: string | undefined;
    readonly sparkline: readonly (readonly [number, number])[];
  }[];
  readonly notes: readonly string[];
}

export interface ShownTable {
  readonly kind: 'table';
  readonly rows: readonly {
    readonly label: string;
    readonly color: string;
    readonly value: number | undefined;
    readonly share: number;
  }[];
  /** Bars where they are compared, a table where they are read. */
  readonly as: 'bar' | 'table';
  readonly notes: readonly string[];
}

export interface ShownAlarms {
  readonly kind: 'alarms';
  readonly alarms: readonly { readonly name: string; readonly state: string; readonly why: string }[];
}

/** What a custom widget is asked. */
export interface WidgetCall {
  readonly dashboard: string;
  readonly widget: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Of an action: its endpoint and its own parameters. */
  readonly endpoint?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly forms: Readonly<Record<string, unknown>>;
  readonly range: { readonly start: number; readonly end: number };
  readonly theme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
}

/** What it answered, as CloudWatch takes it: HTML, or markdown, or anything else as JSON. */
export type WidgetAnswer = { readonly html: string } | { readonly error: string };
