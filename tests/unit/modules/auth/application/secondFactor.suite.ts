import type { Caller } from '../../../../../src/core/application/Caller';
import { ConfirmTotp } from '../../../../../src/modules/auth/application/ConfirmTotp';
import { EnrolTotp } from '../../../../../src/modules/auth/application/EnrolTotp';
import { RenewRecoveryCodes } from '../../../../../src/modules/auth/application/RenewRecoveryCodes';
import { TurnOffMfa } from '../../../../../src/modules/auth/application/TurnOffMfa';
import { PasswordConfirmation } from '../../../../../src/core/application/PasswordConfirmation';
import { ANN, AuthScene } from '../../../../support/AuthScene';
import { there } from '../../../../support/there';
import { totpCode, wrongCode } from '../../../../support/totp';

let scene: AuthScene;
let ann: Caller;
let secret: string;
let recoveryCodes: string[];

const code = (ahead = 0) => totpCode(secret, scene.clock.now(), ahead);
const wrong = () => wrongCode(secret, scene.clock.now());
const enrol = (password = ANN.password) => scene.get(EnrolTotp).execute(ann, password);
const confirm = (typed: string) => scene.get(ConfirmTotp).execute(ann, typed);
const turnOff = (typed: string, password = ANN.password) =>
  scene.get(TurnOffMfa).execute(ann, password, typed);
const renew = (by: { password: string } | { code: string }) => scene.get(RenewRecoveryCodes).execute(ann, by);
const failing = (kind: string) => ({ code: kind });
const failures = () => scene.recordedAs('auth:sign-in-failed').map(({ reason }) => reason);

beforeEach(async () => {
  scene = new AuthScene();
  const { user, accessToken } = await scene.signedUp();
  const { sid } = scene.accessTokens.read(accessToken);
  const { id: userId } = user;
  ann = { userId, sid, email: ANN.email, emailVerified: true, isSuperAdmin: false, tokenWorkspaceId: null };
});

async function turnOn(): Promise<void> {
  ({ secret } = await enrol());
  recoveryCodes = await confirm(code());
  scene.clock.advance(30);
  scene.ledger.events.length = 0;
}

describe('Turning the second factor on', () => {
  it('needs the password, then a code of the secret that was made', async () => {
    await expect(enrol('wrong')).rejects.toMatchObject(failing('INVALID_CREDENTIALS'));
    await expect(confirm('123456')).rejects.toMatchObject(failing('MFA_NOT_STARTED'));
    const started = await enrol();
    secret = started.secret;
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(started.uri).toContain(`secret=${secret}`);
    expect(started.qrCode).toContain(started.uri);
    await scene.logIn();
    await expect(confirm(wrong())).rejects.toMatchObject(failing('MFA_INVALID'));
    scene.ledger.events.length = 0;

    const codes = await confirm(` ${code().slice(0, 3)} ${code().slice(3)}`);

    expect(new Set(codes).size).toBe(10);
    expect(scene.recordedAs('auth:mfa-enabled')).toEqual([{ email: ANN.email }]);
    await expect(scene.logIn()).rejects.toMatchObject(failing('MFA_REQUIRED'));
  });

  it('takes only the newest secret, within 15 minutes, and no second one', async () => {
    ({ secret } = await enrol());
    const old = code();
    ({ secret } = await enrol());
    await expect(confirm(old)).rejects.toMatchObject(failing('MFA_INVALID'));
    scene.clock.advance(901);
    await expect(confirm(code())).rejects.toMatchObject(failing('MFA_NOT_STARTED'));
    await turnOn();
    await expect(enrol()).rejects.toMatchObject(failing('MFA_ENABLED'));
    await expect(confirm(code())).rejects.toMatchObject(failing('MFA_ENABLED'));
  });

  it('ends every other session', async () => {
    await scene.logIn();
    await turnOn();
    const { sid, userId } = ann;
    expect(await scene.live.isLive(sid, userId)).toBe(true);
    const live = await scene.unit.run({ as: 'system', for: 'a test' }, () =>
      scene.sessions.endAllOf(userId, 'logout'),
    );
    expect(live).toEqual([sid]);
  });
});

describe('Signing in with a second factor', () => {
  beforeEach(turnOn);

  it('needs a code besides the password, and tells so only once the password was right', async () => {
    await expect(scene.logIn({ password: 'wrong' })).rejects.toMatchObject(failing('INVALID_CREDENTIALS'));
    await expect(scene.logIn({ password: 'wrong', mfaCode: code() })).rejects.toMatchObject(
      failing('INVALID_CREDENTIALS'),
    );
    await expect(scene.logIn()).rejects.toMatchObject(failing('MFA_REQUIRED'));
    await expect(scene.logIn({ mfaCode: wrong() })).rejects.toMatchObject(failing('MFA_INVALID'));
    expect(failures()).toEqual(['password', 'password', 'code']);
    await expect(scene.logIn({ mfaCode: code() })).resolves.toBeDefined();
  });

  it('takes a code once, and none that is older than one it took', async () => {
    const [before, now, next] = [code(-1), code(), code(1)];
    await scene.logIn({ mfaCode: next });
    for (const used of [before, now, next]) {
      await expect(scene.logIn({ mfaCode: used })).rejects.toMatchObject(failing('MFA_INVALID'));
    }
  });

  it('does not take the code that turned it on', async () => {
    await expect(scene.logIn({ mfaCode: code(-1) })).rejects.toMatchObject(failing('MFA_INVALID'));
  });

  it('takes each recovery code once, and says how many are left', async () => {
    const [first = '', second = ''] = recoveryCodes;
    await scene.logIn({ mfaCode: first.toUpperCase().replaceAll('-', ' ') });
    await expect(scene.logIn({ mfaCode: first })).rejects.toMatchObject(failing('MFA_INVALID'));
    await scene.logIn({ mfaCode: second });
    expect(scene.recordedAs('auth:recovery-code-used')).toEqual([
      { email: ANN.email, left: 9 },
      { email: ANN.email, left: 8 },
    ]);
  });

  it('uses no code up when the workspace refuses', async () => {
    const [first = ''] = recoveryCodes;
    const other = await scene.signedUp({ email: 'bob@example.com', organizationName: 'Bobs' });
    const workspaceId = there(other.entered).workspace.id;
    for (const mfaCode of [first, code()]) {
      await expect(scene.logIn({ mfaCode, workspaceId })).rejects.toMatchObject(failing('NOT_FOUND'));
      await expect(scene.logIn({ mfaCode })).resolves.toBeDefined();
    }
  });

  it('A5 locks after five wrong codes, and the right password alone forgives none of them', async () => {
    for (let time = 0; time < 4; time += 1) {
      await expect(scene.logIn({ mfaCode: wrong() })).rejects.toMatchObject(failing('MFA_INVALID'));
      await expect(scene.logIn()).rejects.toMatchObject(failing('MFA_REQUIRED'));
      await scene.get(PasswordConfirmation).confirm(ann, ANN.password);
      await renew({ password: ANN.password });
    }
    await expect(turnOff(wrong())).rejects.toMatchObject(failing('MFA_INVALID'));
    for (const act of [
      () => scene.logIn({ mfaCode: code() }),
      () => turnOff(code()),
      () => renew({ code: code() }),
    ]) {
      await expect(act()).rejects.toMatchObject(failing('ACCOUNT_LOCKED'));
    }
    expect(scene.recordedAs('auth:locked')).toHaveLength(1);
  });

  it('forgives failures once password and code were right', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let time = 0; time < 4; time += 1) {
        await expect(scene.logIn({ mfaCode: wrong() })).rejects.toMatchObject(failing('MFA_INVALID'));
      }
      await scene.logIn({ mfaCode: code(round) });
    }
  });

  it('MFA_REQUIRED counts for nothing', async () => {
    for (let time = 0; time < 10; time += 1) {
      await expect(scene.logIn()).rejects.toMatchObject(failing('MFA_REQUIRED'));
    }
    expect(failures()).toEqual([]);
    await scene.logIn({ mfaCode: code() });
  });

  it('counts how sign-ins end', async () => {
    await scene.logIn().catch(() => undefined);
    await scene.logIn({ mfaCode: wrong() }).catch(() => undefined);
    expect(scene.metrics.counts).toMatchObject({
      'logins_total{"outcome":"mfa_required"}': 1,
      'logins_total{"outcome":"mfa_invalid"}': 1,
    });
  });

  it('takes recovery codes alone when the secret does not open any more', async () => {
    const find = scene.factors.find.bind(scene.factors);
    scene.factors.find = async (userId) => ({ ...there(await find(userId)), secret: null });
    const [first = ''] = recoveryCodes;
    await expect(scene.logIn({ mfaCode: code() })).rejects.toMatchObject(failing('MFA_INVALID'));
    await scene.logIn({ mfaCode: first });
  });

  it('ignores a code of an account without one', async () => {
    await scene.signedUp({ email: 'bob@example.com', organizationName: 'Bobs' });
    await expect(scene.logIn({ email: 'bob@example.com', mfaCode: '123456' })).resolves.toBeDefined();
  });
});

describe('A right code that somebody else uses meanwhile', () => {
  beforeEach(turnOn);

  it.each([
    ['signs nobody in', () => scene.logIn({ mfaCode: code() })],
    ['turns nothing off', () => turnOff(code())],
    ['makes no recovery codes', () => renew({ code: code() })],
  ])('%s, and is on record', async (_what, act) => {
    scene.factors.useStep = () => Promise.resolve(false);
    await expect(act()).rejects.toMatchObject(failing('MFA_INVALID'));
    expect(scene.ledger.events).toMatchObject([
      { name: 'auth:sign-in-failed', subjectId: ann.userId, payload: { email: ANN.email, reason: 'code' } },
    ]);
    expect(await scene.factors.isOn(ann.userId)).toBe(true);
    expect(await scene.recoveryCodes.left(ann.userId)).toBe(10);
  });
});

describe('Turning the second factor off', () => {
  beforeEach(turnOn);

  it('needs password and code, and then the password alone signs in', async () => {
    await expect(turnOff(code(), 'wrong')).rejects.toMatchObject(failing('INVALID_CREDENTIALS'));
    await expect(turnOff(wrong())).rejects.toMatchObject(failing('MFA_INVALID'));
    await turnOff(code());
    expect(scene.recordedAs('auth:mfa-disabled')).toEqual([{ email: ANN.email }]);
    await scene.logIn();
    await expect(turnOff(code())).rejects.toMatchObject(failing('MFA_NOT_ENABLED'));
  });

  it('is done by a recovery code as well', async () => {
    const [first = ''] = recoveryCodes;
    await turnOff(first);
    await scene.logIn();
    expect(scene.recordedAs('auth:recovery-code-used')).toHaveLength(1);
  });
});

describe('New recovery codes', () => {
  beforeEach(turnOn);

  it.each(['password', 'app', 'recovery code'])(
    'are made with the %s, and the old ones are void',
    async (by) => {
      const [first = '', second = ''] = recoveryCodes;
      const proof = { password: { password: ANN.password }, app: { code: code() } }[by] ?? { code: first };
      const [fresh = '', ...others] = await renew(proof);
      expect(others).toHaveLength(9);
      expect(scene.recordedAs('auth:recovery-codes-renewed')).toEqual([{ email: ANN.email }]);
      await expect(scene.logIn({ mfaCode: second })).rejects.toMatchObject(failing('MFA_INVALID'));
      await scene.logIn({ mfaCode: fresh });
    },
  );

  it('are not made with a wrong password or code, nor with a code that was used', async () => {
    await expect(renew({ password: 'wrong' })).rejects.toMatchObject(failing('INVALID_CREDENTIALS'));
    await expect(renew({ code: wrong() })).rejects.toMatchObject(failing('MFA_INVALID'));
    const used = code();
    await scene.logIn({ mfaCode: used });
    await expect(renew({ code: used })).rejects.toMatchObject(failing('MFA_INVALID'));
  });

  it('are for who has a second factor', async () => {
    await turnOff(code());
    await expect(renew({ password: ANN.password })).rejects.toMatchObject(failing('MFA_NOT_ENABLED'));
    await expect(renew({ code: code(1) })).rejects.toMatchObject(failing('MFA_NOT_ENABLED'));
  });
});
