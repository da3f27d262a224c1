/** One line of the table: what was compared, and by how much. */
export interface Result {
  readonly name: string;
  readonly against: string;
  /** What is to be reached, as a sentence. */
  readonly target: string;
  readonly ratio: number | undefined;
  readonly reached: boolean | undefined;
  /** Figures behind the ratio, and whatever else a reader should know. */
  readonly figures: string;
}
