import { callerErrors } from './errors/callerErrors';
import { conflictErrors } from './errors/conflictErrors';
import { requestErrors } from './errors/requestErrors';
import { serverErrors } from './errors/serverErrors';

export type { ErrorEntry } from './errors/ErrorEntry';

/**
 * Every code a client can meet, with its cause and cure: `GET /api/docs/errors` and `docs/api/errors.md` are
 * made from it, and a test holds the two against the codes thrown in the source.
 */
export const errorCatalogue = { ...requestErrors, ...callerErrors, ...conflictErrors, ...serverErrors };

export type ErrorCode = keyof typeof errorCatalogue;
