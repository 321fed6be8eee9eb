import { throttleIdentifier } from '../../../src/modules/auth/domain/throttleIdentifier';
import { PASSWORD } from '../../support/app/people';
import { RaceScene, type Answer } from '../../support/races/RaceScene';
import type { Racer } from '../../support/races/seedPeople';
import { CALLS, fifty, race } from '../../support/races/Tally';
import { there } from '../../support/there';
import { totpCode } from '../../support/totp';

const ROUNDS = 5;
const WAITERS = 10;
let scene: RaceScene;
beforeAll(async () => {
  scene = await RaceScene.open();
});
afterAll(() => scene.close());

interface Guarded extends Racer {
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

const someone = async () => there((await scene.people(1))[0]);
const enrol = async (ann: Racer) => {
  const { body } = await scene.call(0, 'POST', '/auth/mfa/totp', ann, { password: PASSWORD });
  return (body.data as { secret: string }).secret;
};
const confirm = (turn: number, ann: Racer, secret: string) =>
  scene.call(turn, 'POST', '/auth/mfa/totp/confirm', ann, { code: totpCode(secret) });
const logIn = (turn: number, { email }: Racer, mfaCode?: string) =>
  scene.call(turn, 'POST', '/auth/login', null, { email, password: PASSWORD, ...(mfaCode && { mfaCode }) });

async function guarded(): Promise<Guarded> {
  const ann = await someone();
  const secret = await enrol(ann);
  const { body } = await confirm(0, ann, secret);
  const { recoveryCodes } = body.data as { recoveryCodes: string[] };
  await scene.sql('UPDATE totp_factors SET last_step = 0 WHERE user_id = $1', [ann.id]);
  return { ...ann, secret, recoveryCodes };
}

/** Fifty calls that all have been found right before the first of them has any effect. */
const atOnce = (table: string, { id }: Racer, act: (turn: number) => Promise<Answer>) =>
  scene.fromOneStart([`SELECT 1 FROM ${table} WHERE user_id = $1 FOR UPDATE`, [id]], WAITERS, () =>
    Promise.all(fifty(act)),
  );
const live = (ids: readonly string[]) =>
  scene.count('sessions WHERE user_id = ANY($1::uuid[]) AND ended_at IS NULL', [ids]);
const unlocked = ({ email }: Racer) =>
  scene.sql('SELECT failures, pending FROM login_throttles WHERE identifier = $1', [
    throttleIdentifier(email),
  ]);

describe('a second factor, at two processes', () => {
  it.each([
    ['code of the app', 'totp_factors', (ann: Guarded) => totpCode(ann.secret)],
    ['recovery code', 'recovery_codes', (ann: Guarded) => there(ann.recoveryCodes[0])],
  ])(
    'T2 one of 50 signs in with one %s',
    async (what, table, codeOf) => {
      const ids: string[] = [];
      const tally = await race(async () => {
        const ann = await guarded();
        ids.push(ann.id);
        const mfaCode = codeOf(ann);
        const answers = await atOnce(table, ann, (turn) => logIn(turn, ann, mfaCode));
        expect(await unlocked(ann)).toEqual([{ failures: 0, pending: 0 }]);
        return answers;
      }, ROUNDS);

      const held = { 'sessions beside the first': (await live(ids)) - ROUNDS };
      tally.report(`one ${what}`, held);
      const { '200': won, '401 MFA_INVALID': late = 0, '423 ACCOUNT_LOCKED': locked = 0 } = tally.outcomes;
      expect({ won, lost: late + locked }).toEqual({ won: ROUNDS, lost: ROUNDS * (CALLS - 1) });
      expect(held).toEqual({ 'sessions beside the first': ROUNDS });
    },
    120_000,
  );

  it('T2 one of 50 turns it on, and one of 50 turns it off', async () => {
    const tally = await race(async () => {
      const ann = await someone();
      const secret = await enrol(ann);
      const on = await atOnce('totp_factors', ann, (turn) => confirm(turn, ann, secret));
      const rows = 'recovery_codes WHERE user_id = $1';
      expect(await scene.count(rows, [ann.id])).toBe(10);
      await scene.sql('UPDATE totp_factors SET last_step = 0 WHERE user_id = $1', [ann.id]);
      const body = { password: PASSWORD, code: totpCode(secret) };
      const off = await atOnce('totp_factors', ann, (turn) =>
        scene.call(turn, 'DELETE', '/auth/mfa/totp', ann, body),
      );
      expect(await scene.count(rows, [ann.id])).toBe(0);
      return [...on, ...off];
    }, ROUNDS);

    tally.report('on, then off', {});
    const { '200': won, '409 MFA_ENABLED': on, ...rest } = tally.outcomes;
    expect({ won, on }).toEqual({ won: ROUNDS * 2, on: ROUNDS * (CALLS - 1) });
    const late = ['401 MFA_INVALID', '409 MFA_NOT_ENABLED', '423 ACCOUNT_LOCKED'];
    expect(late).toEqual(expect.arrayContaining(Object.keys(rest)));
  }, 120_000);

  it('T2 50 times new recovery codes leave ten', async () => {
    const ann = await guarded();
    const answers = await atOnce('totp_factors', ann, (turn) =>
      scene.call(turn, 'POST', '/auth/mfa/recovery-codes', ann, { password: PASSWORD }),
    );
    expect(answers.filter(({ outcome }) => outcome === '200')).toHaveLength(CALLS);
    expect(await scene.count('recovery_codes WHERE user_id = $1', [ann.id])).toBe(10);
  }, 120_000);

  it('no session that was opened without it is left, however many sign in while it is turned on', async () => {
    const ids: string[] = [];
    const tally = await race(async () => {
      const ann = await someone();
      ids.push(ann.id);
      const secret = await enrol(ann);
      return Promise.all(fifty((turn) => (turn === 20 ? confirm(turn, ann, secret) : logIn(turn, ann))));
    }, ROUNDS);

    const held = { 'sessions beside the first': (await live(ids)) - ROUNDS };
    tally.report('signing in while it is turned on', held);
    expect(held).toEqual({ 'sessions beside the first': 0 });
    expect(
      await scene.count('totp_factors WHERE user_id = ANY($1::uuid[]) AND confirmed_at IS NOT NULL', [ids]),
    ).toBe(ROUNDS);
  }, 120_000);
});
