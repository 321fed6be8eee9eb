import { SelectedPasswordHasher } from '../../../../../src/modules/auth/infrastructure/SelectedPasswordHasher';
import { work, type PasswordTask } from '../../../../../src/modules/auth/infrastructure/passwordWorker';

/** The workers' tasks done on the spot, and kept. */
class TasksOnTheSpot {
  readonly tasks: PasswordTask[] = [];

  hash = async (task: PasswordTask) => this.done(task) as string;
  verify = async (task: PasswordTask) => this.done(task) as boolean;

  private done(task: PasswordTask) {
    this.tasks.push(task);
    return work(task).outcome;
  }
}

const costOf = (task: PasswordTask) =>
  'stored' in task ? task.stored.split('$').slice(1, task.stored.startsWith('$argon2') ? 4 : 3) : [];

describe.each(['bcrypt', 'argon2id'] as const)('With %s, a wrong password', (algorithm) => {
  it('A1 costs the same for an account that exists, one that does not, and one without a password', async () => {
    const workers = new TasksOnTheSpot();
    const hasher = new SelectedPasswordHasher(workers, { algorithm, bcryptRounds: 4, pepper: 'a pepper' });
    const stored = await hasher.hash('four quiet owls');
    workers.tasks.length = 0;

    const answers = [
      await hasher.verify('five quiet owls', stored),
      await hasher.verify('five quiet owls', null),
      await hasher.verify('five quiet owls', '!'),
    ];

    expect(answers).toEqual([false, false, false]);
    expect(workers.tasks).toHaveLength(3);
    const [existing, ...others] = workers.tasks.map(costOf);
    expect(existing).toEqual(algorithm === 'bcrypt' ? ['2b', '04'] : ['argon2id', 'v=19', 'm=19456,t=2,p=1']);
    expect(others).toEqual([existing, existing]);
    expect(new Set(workers.tasks.map(({ input }) => input.length))).toEqual(new Set([64]));
  });

  it('never leaves the calling thread in the clear', async () => {
    const workers = new TasksOnTheSpot();
    const hasher = new SelectedPasswordHasher(workers, { algorithm, bcryptRounds: 4, pepper: 'a pepper' });
    await hasher.verify('four quiet owls', await hasher.hash('four quiet owls'));

    expect(workers.tasks).toHaveLength(2);
    expect(JSON.stringify(workers.tasks)).not.toContain('quiet');
  });
});
