import type { EventName } from '../domain/EventCatalogue';
import type { PublishedEvent } from '../application/EventBus';
import type { Job } from '../application/Jobs';
import type { Injectable, Resolve } from '../application/Injectable';

export interface Reaction {
  readonly name: string;
  readonly on: EventName;
  run(event: PublishedEvent, resolve: Resolve): Promise<void>;
}

interface Reacts<Name extends EventName> {
  react(event: PublishedEvent<Name>): Promise<void>;
}

/** A use case that follows an event. It runs in a unit of work that also marks it done. */
export function reaction<Name extends EventName>(
  on: Name,
  useCase: Injectable<Reacts<Name>> & { readonly name: string },
): Reaction {
  return {
    name: useCase.name,
    on,
    run: (event, resolve) => resolve(useCase).react(event as PublishedEvent<Name>),
  };
}

export interface JobHandler {
  readonly kind: string;
  /** Whether it only touches the database, and so commits together with the mark that it is done. */
  readonly inUnitOfWork: boolean;
  run(job: Job, resolve: Resolve): Promise<void>;
}

interface Works {
  run(job: Job): Promise<void>;
}

/** A job that only touches the database: it happens exactly once. */
export function databaseJob(kind: string, worker: Injectable<Works>): JobHandler {
  return { kind, inUnitOfWork: true, run: (job, resolve) => resolve(worker).run(job) };
}

/** A job that acts on the outside world: at least once, so what it does must bear a repetition. */
export function outsideJob(kind: string, worker: Injectable<Works>): JobHandler {
  return { kind, inUnitOfWork: false, run: (job, resolve) => resolve(worker).run(job) };
}
