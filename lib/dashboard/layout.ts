import { type ConcreteWidget, type IWidget, TextWidget, TextWidgetBackground } from 'aws-cdk-lib/aws-cloudwatch';

/** Columns of a dashboard's grid. */
export const COLUMNS = 24;
export const HALF = 12;
export const THIRD = 8;
export const QUARTER = 6;

/** Rows of widgets, from top to bottom. */
export type Rows = IWidget[][];

// The CDK's widgets say `undefined` where their interface says optional, which is no difference but to the compiler.
export const rows = (...widgets: readonly ConcreteWidget[][]): Rows => widgets as unknown as Rows;

/** A row that says in one line what those below it show. */
export const heading = (title: string, sentence: string): Rows =>
  rows([
    new TextWidget({
      markdown: `## ${title}\n${sentence}`,
      width: COLUMNS,
      height: 2,
      background: TextWidgetBackground.TRANSPARENT,
    }),
  ]);
