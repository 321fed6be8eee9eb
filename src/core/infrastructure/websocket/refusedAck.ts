import type { Log } from '../../application/Log';
import { DomainError } from '../../domain/DomainError';

export interface RefusedAck {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
}

/** What a client is told when something is refused or fails; what nobody foresaw is in the log alone. */
export function refusedAck(error: unknown, log: Log): RefusedAck {
  if (error instanceof DomainError) return { ok: false, code: error.code, message: error.message };
  log.error('A socket failed', { error });
  return { ok: false, code: 'INTERNAL_ERROR', message: 'Something went wrong here.' };
}
