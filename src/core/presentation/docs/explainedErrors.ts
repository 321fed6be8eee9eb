import { errorCatalogue, type ErrorEntry } from '../errorCatalogue';

export interface ExplainedError {
  readonly code: string;
  readonly status: number;
  readonly cause: string;
  readonly cure: string;
}

/** The catalogue as a list, by status. */
export const explainedErrors: readonly ExplainedError[] = Object.entries<ErrorEntry>(errorCatalogue)
  .map(([code, { status, cause, cure }]) => ({ code, status, cause, cure }))
  .sort((one, other) => one.status - other.status);
