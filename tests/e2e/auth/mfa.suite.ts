import { randomUUID } from 'node:crypto';
import type { Test } from 'supertest';
import { throttleIdentifier } from '../../../src/modules/auth/domain/throttleIdentifier';
import { invite } from '../../support/app/inviting';
import { aSuperAdmin, aVerifiedOwner, aVerifiedPerson } from '../../support/app/members';
import { turnOnMfa, unusedCode, type WithMfa } from '../../support/app/mfa';
import { aPerson, mailedToken, PASSWORD, signIn, type Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { rowsAdded, tablesChanged } from '../../support/app/tableCounts';
import { tablesHolding } from '../../support/app/tablesHolding';
import { TestApp } from '../../support/app/TestApp';
import { totpCode, wrongCode } from '../../support/totp';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start({ EMAIL_FROM_NAME: 'Acme Mail' });
});
afterAll(() => app.stop());

const as = ({ accessToken: token }: Person) => ({ token });
const enrol = (person: Person, body: object = { password: PASSWORD }) =>
  app.post('/auth/mfa/totp', body, as(person));
const confirm = (person: Person, code: unknown) => app.post('/auth/mfa/totp/confirm', { code }, as(person));
const turnOff = (person: Person, body: object) => app.call('delete', '/auth/mfa/totp', body, as(person));
const renew = (person: Person, body: object) => app.post('/auth/mfa/recovery-codes', body, as(person));
const logIn = ({ email, password }: Pick<Person, 'email' | 'password'>, more: object = {}) =>
  app.post('/auth/login', { email, password, ...more });
const statusOf = async (person: Person) =>
  (await app.get('/auth/mfa', as(person)).expect(200)).body.data as object;
const failuresOf = async ({ email }: Person) => {
  const [row] = await app.sql<{ failures: number }>(
    'SELECT failures FROM login_throttles WHERE identifier = $1',
    [throttleIdentifier(email)],
  );
  return row?.failures ?? 0;
};
const someone = async () => turnOnMfa(app, await aPerson(app));
const resetTo = async (newPassword: string, { email }: Pick<Person, 'email'>) => {
  await app.post('/auth/forgot-password', { email }).expect(200);
  const token = await mailedToken(app, email, '/reset-password');
  await app.post('/auth/reset-password', { token, newPassword }).expect(200);
};
const mailsTo = async (email: string) => {
  await app.drain();
  return app.mails.mails.filter(({ envelope }) => envelope.to.includes(email)).map(({ subject }) => subject);
};
const expectCode = async (call: Test, status: number, code: string) =>
  expect((await call.expect(status)).body.code).toBe(code);
const counted = ['audit_log', 'login_throttles'];
const required = { status: 401, code: 'MFA_REQUIRED', writes: ['login_throttles'] };

describe('connecting an authenticator app', () => {
  it('takes the password, a picture and a first code; then sign-in takes a code, too', async () => {
    const ann = await aPerson(app);
    const off = { enabled: false, enabledAt: null, recoveryCodesLeft: 0 };

    const { body } = await enrol(ann).expect(200);
    const { secret, otpauthUri, qrCode } = body.data as Record<string, string>;
    expect(otpauthUri).toMatch(/^otpauth:\/\/totp\/Acme%20Mail:ann.*&algorithm=SHA1&digits=6&period=30$/);
    expect(otpauthUri).toContain(`secret=${secret}`);
    expect(qrCode).toMatch(/^data:image\/png;base64,/);
    expect(await statusOf(ann)).toEqual(off);
    const again = await signIn(app, ann);

    const answer = await confirm(again, totpCode(secret ?? '')).expect(200);

    const codes = answer.body.data.recoveryCodes as string[];
    expect(new Set(codes).size).toBe(10);
    expect(codes.every((code) => /^([a-z2-7]{4}-){3}[a-z2-7]{4}$/.test(code))).toBe(true);
    expect(await statusOf(again)).toEqual({
      ...{ enabled: true, enabledAt: expect.any(String), recoveryCodesLeft: 10 },
    });
    await app.get('/users/me', as(ann)).expect(401);
    await app.post('/auth/refresh', { refreshToken: again.refreshToken }).expect(200);
    await logIn(ann).expect(401);
    expect(await mailsTo(ann.email)).toContain('Your second factor was turned on');
  });

  it('stores neither secret nor recovery codes in the clear', async () => {
    const ann = await someone();
    const [code = ''] = ann.recoveryCodes;
    for (const text of [ann.secret, code, code.replaceAll('-', '').toUpperCase()]) {
      expect(await tablesHolding(app, text)).toEqual([]);
    }
  });

  it('is refused with a wrong password, a second time, and confirmed only once it was started', async () => {
    const [ann, ben] = [await aPerson(app), await someone()];
    await expectRefusal(app, () => enrol(ann, { password: 'not the password' }), {
      ...{ status: 401, code: 'INVALID_CREDENTIALS', writes: counted },
    });
    await expectRefusal(app, () => confirm(ann, '123456'), { status: 409, code: 'MFA_NOT_STARTED' });
    await expectRefusal(app, () => enrol(ben), {
      ...{ status: 409, code: 'MFA_ENABLED', writes: ['login_throttles'] },
    });
    await expectRefusal(app, () => confirm(ben, '123456'), { status: 409, code: 'MFA_ENABLED' });
    const { body } = await enrol(ann).expect(200);
    await expectRefusal(app, () => confirm(ann, wrongCode(body.data.secret as string)), {
      ...{ status: 401, code: 'MFA_INVALID', writes: counted },
    });
    await logIn(ann).expect(200);
  });

  it('is for who is signed in', async () => {
    const calls = [
      () => app.get('/auth/mfa'),
      () => app.post('/auth/mfa/totp', { password: PASSWORD }),
      () => app.post('/auth/mfa/totp/confirm', { code: '123456' }),
      () => app.post('/auth/mfa/recovery-codes', { password: PASSWORD }),
      () => app.call('delete', '/auth/mfa/totp', { password: PASSWORD, code: '123456' }),
    ];
    for (const call of calls) expect((await call().expect(401)).body.code).toBe('TOKEN_MISSING');
  });

  it('A10 refuses what is no code', async () => {
    const ann = await aPerson(app);
    await enrol(ann).expect(200);
    const codes = ['', 123456, null, ['123456'], {}, 'x'.repeat(65), '12345\u0000'];
    const malformed = [
      ...codes.flatMap((code) => [() => confirm(ann, code), () => logIn(ann, { mfaCode: code })]),
      () => renew(ann, {}),
      () => renew(ann, { password: PASSWORD, code: '123456' }),
      () => turnOff(ann, { password: PASSWORD }),
      () => turnOff(ann, { code: '123456' }),
    ];
    const changed = await tablesChanged(app, async () => {
      for (const call of malformed) {
        const { body } = await call().expect(400);
        expect(body.code).toBe('VALIDATION_ERROR');
      }
    });
    expect(changed).toEqual([]);
    await expectRefusal(app, () => confirm(ann, '٢٨٧٠٨٢'), {
      ...{ status: 401, code: 'MFA_INVALID', writes: counted },
    });
  });
});

describe('signing in with a second factor', () => {
  it('tells that a code is needed only once the password was right, and writes nothing for it', async () => {
    const ann = await someone();
    const code = await unusedCode(app, ann);
    const wrong = { ...ann, password: 'not the password' };
    for (const more of [{}, { mfaCode: code }]) {
      await expectCode(logIn(wrong, more), 401, 'INVALID_CREDENTIALS');
    }
    const answer = await expectRefusal(app, () => logIn(ann), required);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.body).not.toHaveProperty('data');
    expect(await failuresOf(ann)).toBe(2);

    await logIn(ann, { mfaCode: code }).expect(200);
    expect(await failuresOf(ann)).toBe(0);
  });

  it('takes a recovery code instead, records it and tells the owner', async () => {
    const ann = await someone();
    const { body } = await logIn(ann, { mfaCode: ann.recoveryCodes[0]?.toUpperCase() }).expect(200);
    const token = body.data.accessToken as string;
    expect(await statusOf({ ...ann, accessToken: token })).toMatchObject({ recoveryCodesLeft: 9 });
    const log = await app.get('/auth/security-log?limit=100', { token }).expect(200);
    const entries = log.body.data as { action: string; details: object }[];
    expect(entries.filter(({ action }) => action === 'mfa.recovery-code-used')).toMatchObject([
      { details: { left: 9 } },
    ]);
    expect(await mailsTo(ann.email)).toContain('A recovery code was used');
  });

  it('C12 is asked for after a reset of the password, too', async () => {
    const ann = await turnOnMfa(app, await aVerifiedPerson(app));
    const password = 'another fine passphrase';
    await resetTo(password, ann);

    await expectRefusal(app, () => logIn({ ...ann, password }), required);
    await logIn({ ...ann, password }, { mfaCode: await unusedCode(app, ann) }).expect(200);
  });

  it('C12 of whoever made an unverified account is gone once the reader of its mail has reset the password', async () => {
    const [squatter, unfinished] = [await someone(), await aPerson(app)];
    await enrol(unfinished).expect(200);
    const password = 'the passphrase of the owner';
    for (const { id, email } of [squatter, unfinished]) {
      await resetTo(password, { email });

      const { body } = await logIn({ email, password }).expect(200);
      expect(body.data.user).toMatchObject({ id, emailVerified: true });
      for (const table of ['totp_factors', 'recovery_codes']) {
        expect(await app.sql(`SELECT 1 FROM ${table} WHERE user_id = $1`, [id])).toEqual([]);
      }
    }
    expect(await mailsTo(squatter.email)).toContain('Your second factor was turned off');
    expect(await mailsTo(unfinished.email)).not.toContain('Your second factor was turned off');
  });

  it('is not asked for by what the password alone confirms', async () => {
    const ann = await someone();
    const body = { currentPassword: PASSWORD, newPassword: 'another fine passphrase' };
    await app.post('/auth/change-password', body, as(ann)).expect(200);
    await app.call('delete', '/users/me', { password: body.newPassword }, as(ann)).expect(200);
  });
});

describe('the second factor of an account that ends', () => {
  it('A18 ends with it, and comes back with it', async () => {
    const [ann, root] = [await someone(), await aSuperAdmin(app)];
    await app.call('delete', '/users/me', { password: PASSWORD }, as(ann)).expect(200);
    const gone = await logIn(ann, { mfaCode: await unusedCode(app, ann) }).expect(401);
    expect(gone.body.code).toBe('INVALID_CREDENTIALS');

    await app.post(`/users/${ann.id}/restore`, {}, as(root)).expect(200);

    expect((await logIn(ann)).body.code).toBe('MFA_REQUIRED');
    await logIn(ann, { mfaCode: await unusedCode(app, ann) }).expect(200);
    await app.sql('DELETE FROM totp_factors WHERE user_id = $1', [ann.id]);
    expect(await app.sql('SELECT 1 FROM recovery_codes WHERE user_id = $1', [ann.id])).toEqual([]);
  });

  it('is no hindrance for who takes over an account that was never verified', async () => {
    const [squatter, owner] = [await someone(), await aVerifiedOwner(app)];
    const { email } = squatter;
    await invite(app, owner, owner.workspaceId, { email, role: 'member' }).expect(201);
    const token = await mailedToken(app, email, '/accept-invitation');
    const password = 'the passphrase of the owner';
    const account = { email, password, firstName: 'Bea', lastName: 'Jones', invitationToken: token };
    await app.post('/auth/register', account).expect(201);

    await logIn({ email, password }).expect(200);
  });

  it('is part of what one may take along', async () => {
    const ann = await someone();
    const { body } = await app.get('/users/me/export', as(ann)).expect(200);
    expect(body.data.mfa).toMatchObject({ enabled: true, recoveryCodesLeft: 10 });
    expect(JSON.stringify(body)).not.toContain(ann.secret);
  });
});

describe('turning it off', () => {
  it('takes password and code, keeps who is signed in, and tells the owner', async () => {
    const ann = await someone();
    const code = await unusedCode(app, ann);
    await expectRefusal(app, () => turnOff(ann, { password: 'not the password', code }), {
      ...{ status: 401, code: 'INVALID_CREDENTIALS', writes: counted },
    });
    await expectRefusal(app, () => turnOff(ann, { password: PASSWORD, code: wrongCode(ann.secret) }), {
      ...{ status: 401, code: 'MFA_INVALID', writes: counted },
    });

    const added = await rowsAdded(app, () => turnOff(ann, { password: PASSWORD, code }).expect(200));

    expect(added).toMatchObject({ totp_factors: -1, recovery_codes: -10 });
    await logIn(ann).expect(200);
    await expectRefusal(app, () => turnOff(ann, { password: PASSWORD, code }), {
      ...{ status: 409, code: 'MFA_NOT_ENABLED', writes: ['login_throttles'] },
    });
    expect(await mailsTo(ann.email)).toContain('Your second factor was turned off');
    const again: WithMfa = await turnOnMfa(app, ann);
    expect(again.secret).not.toBe(ann.secret);
  });
});

describe('somebody who lost the app and every recovery code', () => {
  const remove = (by: Person, id: string) => app.call('delete', `/users/${id}/mfa`, undefined, as(by));

  it('is helped by a super admin, who is on record; then the password signs in', async () => {
    const [ann, root] = [await someone(), await aSuperAdmin(app)];

    await remove(root, ann.id.toUpperCase()).expect(200);

    const { body } = await logIn(ann).expect(200);
    await app.get('/users/me', as(ann)).expect(200);
    const rows = await app.sql(
      `SELECT actor_id AS actor FROM audit_log WHERE action = 'mfa.disabled' AND subject_id = $1`,
      [ann.id],
    );
    expect(rows).toEqual([{ actor: root.id }]);
    const log = await app.get('/auth/security-log', { token: body.data.accessToken as string }).expect(200);
    const actions = (log.body.data as { action: string }[]).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['mfa.enabled', 'mfa.disabled']));
    expect(await mailsTo(ann.email)).toContain('Your second factor was turned off');
  });

  it('is helped by nobody else, nor by themselves, nor when there is nothing to help', async () => {
    const [ann, root] = [await someone(), await turnOnMfa(app, await aSuperAdmin(app))];
    const owner = await aVerifiedOwner(app);
    await expectRefusal(app, () => remove(owner, ann.id), {
      ...{ status: 403, code: 'FORBIDDEN', writes: ['audit_log'] },
    });
    await expectCode(remove(ann, ann.id), 403, 'FORBIDDEN');
    await expectCode(remove(root, root.id), 403, 'FORBIDDEN');
    await expectCode(remove(root, owner.id), 409, 'MFA_NOT_ENABLED');
    await expectCode(remove(root, randomUUID()), 404, 'NOT_FOUND');
  });
});

describe('new recovery codes', () => {
  it('are made with the password or a code, void the old ones, and the owner is told', async () => {
    const ann = await someone();
    const first = await renew(ann, { password: PASSWORD }).expect(200);
    const second = await renew(ann, { code: await unusedCode(app, ann) }).expect(200);
    const [[old = ''], [mid = ''], [fresh = '']] = [
      ann.recoveryCodes,
      first.body.data.recoveryCodes as string[],
      second.body.data.recoveryCodes as string[],
    ];
    for (const mfaCode of [old, mid]) await logIn(ann, { mfaCode }).expect(401);
    await logIn(ann, { mfaCode: fresh }).expect(200);
    expect(await mailsTo(ann.email)).toContain('You have new recovery codes');
  });

  it('are for who has a second factor', async () => {
    const ann = await aPerson(app);
    await expectCode(renew(ann, { password: PASSWORD }), 409, 'MFA_NOT_ENABLED');
    await expectCode(renew(ann, { code: '123456' }), 409, 'MFA_NOT_ENABLED');
  });
});
