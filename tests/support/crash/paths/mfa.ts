import { connectApp, unusedCode } from '../../app/mfa';
import { aSuperAdmin } from '../../app/members';
import { aPerson, PASSWORD } from '../../app/people';
import { totpCode } from '../../totp';
import type { CrashScene } from '../CrashScene';
import { recordedTwice } from '../leaves';
import type { WritePath } from '../WritePath';

/** Signed in, with an authenticator app that shows a code. */
async function withCode(app: CrashScene) {
  const by = await connectApp(app, await aPerson(app));
  return { by, code: await unusedCode(app, by) };
}

export const mfaPaths: readonly WritePath[] = [
  { on: 'POST /auth/mfa/totp', arrange: async (app) => ({ by: await aPerson(app) }) },
  {
    on: 'POST /auth/mfa/totp/confirm',
    after: [
      'reaction:MailNoticeWhenMfaChanged on auth:mfa-enabled: INSERT INTO jobs, UPDATE jobs',
      'reaction:NotifyPersonWhenAccountChanged on auth:mfa-enabled: INSERT INTO notifications, INSERT INTO outbox, UPDATE jobs',
    ],
    arrange: async (app) => {
      const by = await aPerson(app);
      const token = by.accessToken;
      const { body } = await app.post('/auth/mfa/totp', { password: PASSWORD }, { token }).expect(200);
      return { by, with: { code: totpCode((body as { data: { secret: string } }).data.secret) } };
    },
  },
  {
    on: 'DELETE /auth/mfa/totp',
    after: [
      'reaction:MailNoticeWhenMfaChanged on auth:mfa-disabled: INSERT INTO jobs, UPDATE jobs',
      'reaction:NotifyPersonWhenAccountChanged on auth:mfa-disabled: INSERT INTO notifications, INSERT INTO outbox, UPDATE jobs',
    ],
    arrange: async (app) => {
      const { by, code } = await withCode(app);
      return { by, with: { code } };
    },
  },
  {
    on: 'POST /auth/mfa/recovery-codes',
    after: [
      'reaction:MailNoticeWhenMfaChanged on auth:recovery-codes-renewed: INSERT INTO jobs, UPDATE jobs',
      'reaction:NotifyPersonWhenAccountChanged on auth:recovery-codes-renewed: INSERT INTO notifications, INSERT INTO outbox, UPDATE jobs',
    ],
    arrange: async (app) => ({ by: (await withCode(app)).by, with: { password: PASSWORD } }),
  },
  {
    on: 'POST /auth/login',
    how: 'with a code',
    arrange: async (app) => {
      const { by, code } = await withCode(app);
      return { with: { email: by.email, mfaCode: code } };
    },
  },
  {
    on: 'POST /auth/login',
    how: 'with a recovery code',
    after: [
      'reaction:MailNoticeWhenMfaChanged on auth:recovery-code-used: INSERT INTO jobs, UPDATE jobs',
      'reaction:NotifyPersonWhenAccountChanged on auth:recovery-code-used: INSERT INTO notifications, INSERT INTO outbox, UPDATE jobs',
    ],
    arrange: async (app) => {
      const { by } = await withCode(app);
      return { with: { email: by.email, mfaCode: by.recoveryCodes[0] } };
    },
  },
  {
    on: 'DELETE /users/:id/mfa',
    leaves: recordedTwice,
    arrange: async (app) => {
      const { by } = await withCode(app);
      return { by: await aSuperAdmin(app), at: { id: by.id } };
    },
  },
];
