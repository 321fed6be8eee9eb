export interface ErrorEntry {
  readonly status: number;
  /** The status when an endpoint itself refuses with this code, where that differs. */
  readonly ownStatus?: number;
  readonly cause: string;
  readonly cure: string;
}
