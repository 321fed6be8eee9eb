import { EventBus } from '../application/EventBus';
import { Log } from '../application/Log';
import { Mailer } from '../application/Mailer';
import { Random } from '../application/Random';
import { RequestContext } from '../application/RequestContext';
import { Sealer } from '../application/Sealer';
import { UnitOfWork } from '../application/UnitOfWork';
import type { ClientOptions } from '../infrastructure/database/connectClient';
import { Database } from '../infrastructure/database/Database';
import { EventJobs } from '../infrastructure/events/EventJobs';
import { FeedConsumers, type NamedConsumer } from '../infrastructure/events/FeedConsumers';
import { OutboxRelay } from '../infrastructure/events/OutboxRelay';
import { reactionJob } from '../infrastructure/events/reactionJobs';
import { Bell, type Work } from '../infrastructure/jobs/Bell';
import { BellHearing } from '../infrastructure/jobs/BellHearing';
import { InHand } from '../infrastructure/jobs/InHand';
import { JobQueue } from '../infrastructure/jobs/JobQueue';
import { JobWorker } from '../infrastructure/jobs/JobWorker';
import { PollingLoop } from '../infrastructure/jobs/PollingLoop';
import { tellHandlers } from '../infrastructure/jobs/tellHandlers';
import { QueuedPost } from '../infrastructure/mail/QueuedPost';
import { SendMail } from '../infrastructure/mail/SendMail';
import type { Resolve } from '../application/Injectable';
import type { ModuleDefinition, Service } from '../kit/defineModule';
import type { MailContext, MailTemplate } from '../kit/MailTemplate';
import { outsideJob, type JobHandler } from '../kit/workers';
import type { Parts } from './container';
import { relayLoop } from './relayLoop';
import { retentionLoop } from './retentionLoop';

const EVERY_MS = 1_000;
/** Of a worker that jobs name: while some wait for servers that hang, another goes on. */
const HANDS = 3;

export interface WorkersOptions {
  readonly links: MailContext;
  /** Aborted when what is under way is not waited for any longer. */
  readonly giveUp: AbortSignal;
  /** Where to hear other processes. Null: this is the only one. */
  readonly listensOn: ClientOptions | null;
}

/**
 * What runs beside requests: the relay of the outbox, workers of the job table, several so that a server that
 * hangs holds up jobs of its kind and nothing else, and what deletes rows whose time is over.
 */
export function backgroundWorkers(
  get: Resolve,
  parts: Pick<Parts, 'wakeRelay' | 'wakeJobs'>,
  modules: readonly ModuleDefinition[],
  { links, giveUp, listensOn }: WorkersOptions,
): Service[] {
  const log = get(Log);
  const reactions = modules.flatMap((module) => module.reactions);
  const eventJobs = new EventJobs(get(Database), get(UnitOfWork), get(Random), parts.wakeJobs);
  const consumers = new FeedConsumers(consumersOf(get, modules), get(Database), eventJobs, log);
  const relay = new OutboxRelay(
    get(Database),
    get(UnitOfWork),
    get(EventBus),
    get(Random),
    reactions,
    consumers,
    eventJobs,
  );
  const jobs: JobHandler[] = [
    ...reactions.map(reactionJob),
    ...consumers.handlers(),
    ...modules.flatMap((module) => module.jobs),
    mailJob(get(Mailer), modules, links),
  ];
  const onDead = tellHandlers(jobs, get(Database), get, log);
  const queue = new JobQueue(get(Database), get(UnitOfWork), get(Sealer), get(Random), onDead);
  const worker = (name: string, handlers: JobHandler[], inHand: InHand) => {
    const hand = new JobWorker(
      handlers,
      queue,
      get(UnitOfWork),
      get(RequestContext),
      log,
      get,
      giveUp,
      inHand,
    );
    return new PollingLoop({ name, everyMs: EVERY_MS, wakeUp: parts.wakeJobs, log, pass: () => hand.pass() });
  };
  const relaying = relayLoop(relay, parts.wakeRelay, get(Bell), log);
  const hear = (work: Work) => {
    relaying.hear(work);
    if (work === 'jobs') parts.wakeJobs.now();
  };
  return [
    ...(listensOn ? [new BellHearing(listensOn, hear, log)] : []),
    ...[...new Set(jobs.map(workerOf))].flatMap((name) => {
      const its = jobs.filter((job) => workerOf(job) === name);
      const hands = its.some((job) => job.worker !== undefined) ? HANDS : 1;
      const inHand = new InHand();
      return Array.from({ length: hands }, () => worker(name, its, inHand));
    }),
    relaying.loop,
    retentionLoop(get, modules),
  ];
}

function consumersOf(get: Resolve, modules: readonly ModuleDefinition[]): NamedConsumer[] {
  return modules
    .flatMap(({ consumers = [] }) => consumers)
    .map((key) => ({
      name: typeof key === 'symbol' ? String(key.description) : key.name,
      consumer: get(key),
    }));
}

function workerOf({ worker, inUnitOfWork }: JobHandler): string {
  return worker ?? (inUnitOfWork ? 'Worker' : 'Mail worker');
}

function mailJob(mailer: Mailer, modules: readonly ModuleDefinition[], links: MailContext) {
  const templates = new Map(
    modules.flatMap(({ mails }) => Object.entries(mails) as [string, MailTemplate<never>][]),
  );
  const sendMail = new SendMail(mailer, templates, links);
  return {
    ...outsideJob(QueuedPost.JOB, SendMail),
    run: (job: Parameters<SendMail['run']>[0]) => sendMail.run(job),
  };
}
