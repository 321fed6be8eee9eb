/** Rows that go by themselves once their time is over. */
export interface SpentRows {
  readonly table: string;
  /** What they are, to begin a sentence with: 'Sessions that are over'. */
  readonly rows: string;
  /** SQL: since when they are of no use; NULL for those that are. `index` begins with it. */
  readonly since: string;
  /** For how long they stay nevertheless, as PostgreSQL writes an interval: '30 days'. */
  readonly kept: string;
  /** Why no longer, and why no shorter. */
  readonly why: string;
  readonly index: string;
  /** SQL: which rows of the table the rule is about; without it all of them. */
  readonly where?: string;
  /**
   * For a series that is numbered without gaps: of each group the lowest numbers go first, as many as have their time
   * over, so that what is left has no gap either.
   */
  readonly inOrder?: { readonly group: string; readonly number: string };
}

/** Rows that nothing deletes by itself. */
export interface LastingRows {
  readonly table: string;
  readonly rows: string;
  /** Why, and what ends them: 'As long as …'. */
  readonly stay: string;
}

/** A table may have several; rows that refer to others come before those. */
export type RetentionRule = SpentRows | LastingRows;

export function isSpent(rule: RetentionRule): rule is SpentRows {
  return 'since' in rule;
}
