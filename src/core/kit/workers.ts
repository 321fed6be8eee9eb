import type { EventName } from '../domain/EventCatalogue';
import type { PublishedEvent } from '../application/EventBus';
import type { Job } from '../application/Jobs';
import type { Injectable, Resolve } from '../application/Injectable';

export interface Reaction {
  readonly name: string;
  readonly on: EventName;
  /** Whether there is anything to do; nothing is enqueued for the other events. */
  concerns(event: PublishedEvent): boolean;
  run(event: PublishedEvent, resolve: Resolve): Promise<void>;
}

interface Reacts<Name extends EventName> {
  react(event: PublishedEvent<Name>): Promise<void>;
}

/** May say at a glance which events are not worth a job. */
interface Picky<Name extends EventName> {
  concerns?(event: PublishedEvent<Name>): boolean;
}

/** A use case that follows an event. It runs in a unit of work that also marks it done. */
export function reaction<Name extends EventName>(
  on: Name,
  useCase: Injectable<Reacts<Name>> & Picky<Name> & { readonly name: string },
): Reaction {
  return {
    name: useCase.name,
    on,
    concerns: (event) => useCase.concerns?.(event as PublishedEvent<Name>) ?? true,
    run: (event, resolve) => resolve(useCase).react(event as PublishedEvent<Name>),
  };
}

export interface JobHandler {
  readonly kind: string;
  /** Whether it only touches the database, and so commits together with the mark that it is done. */
  readonly inUnitOfWork: boolean;
  /** Whose work it is, where a worker of that name does such jobs and nothing else. */
  readonly worker?: string;
  /** @param giveUp aborted when the process ends; what fails then is done by the next one. */
  run(job: Job, resolve: Resolve, giveUp?: AbortSignal): Promise<void>;
  /** Told in the unit of work that puts the job aside as dead, without its secret part where that cannot be opened. */
  gaveUp?(job: Job, resolve: Resolve): Promise<void>;
}

interface Works {
  run(job: Job, giveUp?: AbortSignal): Promise<void>;
}

/** A job that only touches the database: it happens exactly once. */
export function databaseJob(kind: string, worker: Injectable<Works>): JobHandler {
  return { kind, inUnitOfWork: true, run: (job, resolve) => resolve(worker).run(job) };
}

/**
 * A job that acts on the outside world: at least once, so what it does must bear a repetition.
 * @param worker the name of a worker of its own: when it hangs, it holds up nothing else.
 */
export function outsideJob(kind: string, useCase: Injectable<Works>, worker?: string): JobHandler {
  return {
    ...{ kind, inUnitOfWork: false },
    ...(worker !== undefined && { worker }),
    run: (job, resolve, giveUp) => resolve(useCase).run(job, giveUp),
  };
}
