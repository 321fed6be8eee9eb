import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, getPriority } from 'node:os';
import { DomainError } from '../../../../../src/core/domain/DomainError';
import { PasswordWorkers } from '../../../../../src/modules/auth/infrastructure/PasswordWorkers';
import { silentLog } from '../../../../support/silentLog';

const cheap = { input: 'four quiet owls', cost: { algorithm: 'bcrypt', rounds: 4 } } as const;
const impossible = {
  input: 'four quiet owls',
  cost: { algorithm: 'argon2id', memoryCost: 0, timeCost: 0, parallelism: 0 },
} as const;
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

const onLinux = process.platform === 'linux';
const WITHOUT_WORKER_FILE = `
  const Module = require('node:module');
  const resolve = Module._resolveFilename;
  Module._resolveFilename = (name, ...rest) =>
    name === './passwordWorker' ? '/no/such/worker.js' : resolve(name, ...rest);
`;

describe('PasswordWorkers', () => {
  let workers: PasswordWorkers;
  beforeEach(() => {
    workers = new PasswordWorkers(silentLog);
  });
  afterEach(() => workers.close());

  it('A17 refuses at once, and says when to come back, what would wait more than two seconds', async () => {
    const flood = Array.from({ length: 20 * availableParallelism() }, () => workers.hash(cheap));
    const { running, queued } = workers.load;
    const outcomes = await Promise.allSettled(flood);

    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(running).toBe(availableParallelism());
    expect(queued).toBeGreaterThan(0);
    expect(refused).toHaveLength(flood.length - running - queued);
    expect(refused.length).toBeGreaterThan(0);
    for (const reason of refused) {
      expect(reason).toBeInstanceOf(DomainError);
      expect(reason).toMatchObject({ kind: 'unavailable', code: 'HASHING_BUSY', facts: { retryAfter: 3 } });
    }
  });

  it('admits again when the flood is over, and more of what proved quick', async () => {
    const flood = () => Promise.allSettled(Array.from({ length: 500 }, () => workers.hash(cheap)));
    const admitted = async () => (await flood()).filter(({ status }) => status === 'fulfilled').length;

    const before = await admitted();
    const after = await admitted();

    expect(workers.load).toEqual({ queued: 0, running: 0 });
    expect(after).toBeGreaterThan(before);
  });

  it('tells its caller of a task that fails, and goes on', async () => {
    expect(await refusal(workers.hash(impossible))).toMatchObject({ message: expect.any(String) });
    expect(workers.load).toEqual({ queued: 0, running: 0 });
    expect(await workers.hash(cheap)).toMatch(/^\$2b\$04\$/);
  });

  it('finishes what it admitted before it closes, then refuses', async () => {
    const admitted = Array.from({ length: 5 }, () => workers.hash(cheap));
    await workers.close();

    expect(workers.load).toEqual({ queued: 0, running: 0 });
    expect((await Promise.all(admitted)).every((hash) => hash.startsWith('$2b$04$'))).toBe(true);
    expect(await refusal(workers.hash(cheap))).toMatchObject({
      kind: 'unavailable',
      facts: { retryAfter: 1 },
    });
  });

  it('hashes below the priority of the thread that answers requests, where threads have one', async () => {
    const before = getPriority();
    await workers.hash(cheap);

    expect(getPriority()).toBe(before);
    expect(Math.max(...nicenessOfThreads())).toBe(onLinux ? Math.max(before, 10) : before);
  });

  it('does not keep the process alive', () => {
    const { status, stdout } = run(`
      workers.hash(${JSON.stringify(cheap)}).then((hash) => process.stdout.write(hash));
    `);
    expect(stdout).toMatch(/^\$2b\$04\$/);
    expect(status).toBe(0);
  });

  it('fails its callers, instead of holding them, when no thread can start', () => {
    const { status, stdout } = run(
      `
      const hash = () => workers.hash(${JSON.stringify(cheap)});
      Promise.allSettled([hash(), hash(), hash()])
        .then(async (first) => [...first, ...(await Promise.allSettled([hash()]))])
        .then((all) => console.log(all.map(({ status }) => status).join(), workers.load.running));
      `,
      WITHOUT_WORKER_FILE,
    );
    expect(stdout).toBe('rejected,rejected,rejected,rejected 0\n');
    expect(status).toBe(0);
  });
});

/** A process of its own that runs `script` on new `workers`, which it does not close. */
function run(script: string, before = '') {
  const source = `
    ${before}
    const { PasswordWorkers } = require('./src/modules/auth/infrastructure/PasswordWorkers');
    const workers = new PasswordWorkers({ error() {} });
    ${script}`;
  return spawnSync(process.execPath, ['-r', '@swc-node/register', '-e', source], {
    encoding: 'utf8',
    timeout: 20_000,
  });
}

/** The 19th field of proc(5)'s stat, the 17th after the command's name. */
function nicenessOfThreads(): number[] {
  if (!onLinux) return [getPriority()];
  return readdirSync('/proc/self/task').map((id) => {
    const stat = readFileSync(`/proc/self/task/${id}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
  });
}
