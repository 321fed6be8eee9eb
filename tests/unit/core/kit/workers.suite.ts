import type { PublishedEvent } from '../../../../src/core/application/EventBus';
import type { Job } from '../../../../src/core/application/Jobs';
import type { Resolve } from '../../../../src/core/application/Injectable';
import { reactionJob, reactionKind } from '../../../../src/core/infrastructure/events/reactionJobs';
import { databaseJob, outsideJob, reaction } from '../../../../src/core/kit/workers';
import '../../../../src/modules/user/domain/events';

class GreetWhenUserRegistered {
  readonly greeted: string[] = [];

  async react({ payload }: PublishedEvent<'user:registered'>): Promise<void> {
    this.greeted.push(payload.email);
  }
}

class Count {
  readonly jobs: Job[] = [];

  async run(job: Job): Promise<void> {
    this.jobs.push(job);
  }
}

const resolving = (instance: object): Resolve => (() => instance) as never;
const job: Job = { id: 'job 1', kind: 'count', payload: {}, attempts: 0, requestId: null };
const registered = { event: 'user:registered', payload: { email: 'ann@example.com' } } as PublishedEvent;

describe('A reaction', () => {
  const greet = reaction('user:registered', GreetWhenUserRegistered);

  it('carries the name of its use case, and hands it the event', async () => {
    const useCase = new GreetWhenUserRegistered();
    expect(greet).toMatchObject({ name: 'GreetWhenUserRegistered', on: 'user:registered' });
    await greet.run(registered, resolving(useCase));
    expect(useCase.greeted).toEqual(['ann@example.com']);
  });

  it('is worked off as a job, together with the mark that it is done', async () => {
    const useCase = new GreetWhenUserRegistered();
    const handler = reactionJob(greet);
    expect(handler).toMatchObject({ kind: 'reaction:GreetWhenUserRegistered', inUnitOfWork: true });
    expect(handler.kind).toBe(reactionKind(greet));
    await handler.run({ ...job, payload: { event: registered } }, resolving(useCase));
    expect(useCase.greeted).toEqual(['ann@example.com']);
  });
});

describe.each([
  ['A database job', databaseJob, true],
  ['An outside job', outsideJob, false],
])('%s', (_name, define, inUnitOfWork) => {
  it(`runs ${inUnitOfWork ? 'inside' : 'outside of'} the unit of work that marks it done`, async () => {
    const worker = new Count();
    const handler = define('count', Count);
    expect(handler).toMatchObject({ kind: 'count', inUnitOfWork });
    await handler.run(job, resolving(worker));
    expect(worker.jobs).toEqual([job]);
  });
});

it('An outside job may name the worker that does nothing else', () => {
  expect(outsideJob('count', Count, 'Counter')).toMatchObject({ worker: 'Counter', inUnitOfWork: false });
  expect(outsideJob('count', Count)).not.toHaveProperty('worker');
});
