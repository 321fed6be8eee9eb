import type { RequestContext } from '../../../src/core/application/RequestContext';
import type { UnitOfWork } from '../../../src/core/application/UnitOfWork';
import type { TokenOwner } from '../../../src/modules/auth/application/OneTimeTokens';
import type { RecordedEvent } from '../fakes/RecordingLedger';

export type Person = TokenOwner;

/** What the suite of a port needs around it, whatever the port is made of. */
export interface Surroundings {
  readonly unit: UnitOfWork;
  readonly context: RequestContext;
  /** An account that exists. */
  person(): Promise<Person>;
  /** Lets so many seconds go by for whoever judges what has expired. */
  passTime(seconds: number): Promise<void>;
  /** What was recorded about an account or a workspace and has committed, by name. */
  recorded(id: string): Promise<readonly RecordedEvent[]>;
}

export const SCOPE = { as: 'system', for: 'a test' } as const;
