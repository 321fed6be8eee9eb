import type { PublishedEvent } from '../../application/EventBus';
import type { JobHandler, Reaction } from '../../kit/workers';

export function reactionKind({ name }: Reaction): string {
  return `reaction:${name}`;
}

/** A reaction is worked off as a job, so that one that fails neither stops its event nor any other. */
export function reactionJob(reaction: Reaction): JobHandler {
  return {
    kind: reactionKind(reaction),
    inUnitOfWork: true,
    run: (job, resolve) => reaction.run(job.payload.event as PublishedEvent, resolve),
  };
}
