import { DomainError } from '../../../../../src/core/domain/DomainError';
import { CheckPassword } from '../../../../../src/modules/auth/application/CheckPassword';
import { ANN, AuthScene } from '../../../../support/AuthScene';
import { PlainPasswordHasher } from '../../../../support/fakes/PlainPasswordHasher';
import { there } from '../../../../support/there';

let hasher: PlainPasswordHasher;
let scene: AuthScene;
let stored: string;

const check = (password: string, email = ANN.email, passwordHash: string | null = stored) =>
  scene.get(CheckPassword).execute({ email, password, userId: null, passwordHash, hasMfa: false });
const wrong = async (times: number, email?: string) => {
  for (let time = 0; time < times; time += 1) {
    await expect(check('wrong', email)).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
  }
};
const locked = { kind: 'locked', code: 'ACCOUNT_LOCKED' };

beforeEach(async () => {
  hasher = new PlainPasswordHasher();
  scene = new AuthScene(hasher);
  stored = await hasher.hash(ANN.password);
});

describe('Checking a password', () => {
  it('accepts the right one, and records nothing', async () => {
    await expect(check(ANN.password)).resolves.toBeUndefined();
    expect(scene.ledger.names).toEqual([]);
  });

  it('A1 takes as much work for an account that does not exist', async () => {
    await expect(check('wrong', 'nobody@example.com', null)).rejects.toMatchObject({
      code: 'INVALID_CREDENTIALS',
    });
    expect(hasher.checks).toBe(1);
  });

  it('A2 locks after five failures, though the next one is right, and without another check', async () => {
    await wrong(5);
    await expect(check(ANN.password)).rejects.toMatchObject({ ...locked, facts: { retryAfter: 60 } });
    expect(hasher.checks).toBe(5);
    scene.clock.advance(60);
    await check(ANN.password);
  });

  it('A2 records every failure, and a lock once', async () => {
    await wrong(5);
    for (let time = 0; time < 3; time += 1) await expect(check('wrong')).rejects.toMatchObject(locked);
    expect(scene.recordedAs('auth:sign-in-failed')).toEqual(
      Array.from({ length: 5 }, () => ({ email: ANN.email, reason: 'password' })),
    );
    expect(scene.recordedAs('auth:locked')).toEqual([{ email: ANN.email, seconds: 60 }]);
  });

  it('A20 counts every spelling of one mailbox together', async () => {
    await wrong(3, 'Ann@Example.com');
    await wrong(2, ' a.n.n@example.com ');
    await expect(check(ANN.password)).rejects.toMatchObject(locked);
    await check(ANN.password, 'bob@example.com');
  });

  it('forgets failures once the right one came', async () => {
    await wrong(4);
    await check(ANN.password);
    await wrong(4);
    await expect(check(ANN.password)).resolves.toBeUndefined();
  });

  it('A3 verifies no more than five of a hundred wrong ones at once', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 100 }, () => check('wrong')));
    const codes = answers.map((answer) => (answer as { reason: DomainError }).reason.code);
    expect(hasher.checks).toBe(5);
    expect(codes.filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(5);
    expect(codes.filter((code) => code === 'ACCOUNT_LOCKED')).toHaveLength(95);
    expect(scene.recordedAs('auth:locked')).toHaveLength(1);
  });

  it('lets many right ones at once pass', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 30 }, () => check(ANN.password)));
    expect(answers.every(({ status }) => status === 'fulfilled')).toBe(true);
  });

  it('A17 counts nothing when the hasher is too busy to tell', async () => {
    const busy = new DomainError('unavailable', 'HASHING_BUSY', 'busy', { retryAfter: 2 });
    const verify = jest.spyOn(hasher, 'verify').mockRejectedValue(busy);
    for (let time = 0; time < 10; time += 1) await expect(check('wrong')).rejects.toBe(busy);
    verify.mockRestore();
    expect(scene.ledger.names).toEqual([]);
    await wrong(4);
    await check(ANN.password);
  });

  it('waits for checks under way in other processes, and gives up after a while', async () => {
    for (let time = 0; time < 5; time += 1) await scene.throttle.reserve(ANN.email);
    await expect(check(ANN.password)).rejects.toMatchObject({ kind: 'unavailable', code: 'HASHING_BUSY' });
    expect(scene.waited).toBeGreaterThan(1_000);
    expect(hasher.checks).toBe(0);
    await scene.throttle.released(ANN.email);
    await check(ANN.password);
  });

  it('keeps the record although the request fails', async () => {
    await wrong(1);
    expect(there(scene.ledger.events[0])).toMatchObject({ actorId: null, workspaceId: null });
  });
});
