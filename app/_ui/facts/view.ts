/** A row that claims rest on, with the day on which it was compared with its source. */
export interface FactView {
  readonly id: string;
  readonly claim: string;
  /** The page that says so; empty for our own reasoning. */
  readonly source: string;
  readonly checked: string;
  readonly confidence: string;
  readonly by: readonly string[];
}
