import { aLink } from '../../app/inviteLinks';
import { invited } from '../../app/inviting';
import { aVerifiedOwner } from '../../app/members';
import { anEmail, aPerson, mailedToken, PASSWORD, signIn } from '../../app/people';
import { there } from '../../there';
import type { CrashScene } from '../CrashScene';
import { anOwnerAt } from '../people';
import type { WritePath } from '../WritePath';

async function resetToken(app: CrashScene) {
  const { email } = await aPerson(app);
  await app.post('/auth/forgot-password', { email }).expect(200);
  return { with: { token: await mailedToken(app, email, '/reset-password') } };
}

async function withRefreshToken(app: CrashScene) {
  const by = await aPerson(app);
  return { by, with: { refreshToken: by.refreshToken } };
}

const register = { firstName: 'Bob', lastName: 'Jones' };

export const authPaths: readonly WritePath[] = [
  {
    on: 'POST /auth/signup',
    after: [
      'INSERT INTO jobs, INSERT INTO workspace_feeds, UPDATE outbox',
      'UPDATE outbox',
      'UPDATE jobs',
      'mail.send: UPDATE jobs',
      'reaction:MailVerificationWhenUserRegistered on user:registered: INSERT INTO jobs, INSERT INTO one_time_tokens, UPDATE jobs',
    ],
    arrange: () =>
      Promise.resolve({ with: { name: 'Ann Smith', organizationName: 'Acme', email: anEmail() } }),
  },
  {
    on: 'POST /auth/register',
    arrange: () => Promise.resolve({ with: { ...register, email: anEmail() } }),
  },
  {
    on: 'POST /auth/register',
    how: 'invited',
    after: [
      'reaction:MailVerificationWhenUserRegistered on user:registered: UPDATE jobs',
      'reaction:JoinByLinkWhenEmailVerified on user:email-verified: UPDATE jobs',
    ],
    arrange: async (app) => {
      const { email, token } = await invited(app, await aVerifiedOwner(app));
      return { with: { ...register, email, invitationToken: token } };
    },
  },
  {
    on: 'POST /auth/register',
    how: 'by an invite link',
    arrange: async (app) => {
      const { token } = await aLink(app, await aVerifiedOwner(app));
      return { with: { ...register, email: anEmail(), invitationToken: token } };
    },
  },
  {
    on: 'POST /auth/register',
    how: 'by an admin',
    after: ['reaction:NotifyLeadersWhenMemberJoined on workspace:member:joined: UPDATE jobs'],
    arrange: async (app) => {
      const { by, at } = await anOwnerAt(app);
      return { by, with: { ...register, ...at, email: anEmail(), role: 'member', password: undefined } };
    },
  },
  {
    on: 'POST /auth/login',
    arrange: async (app) => ({ with: { email: (await aPerson(app)).email } }),
  },
  {
    on: 'POST /auth/login',
    how: 'with a wrong password',
    refusal: '401 INVALID_CREDENTIALS',
    arrange: async (app) => ({ with: { email: (await aPerson(app)).email, password: 'not the right one' } }),
  },
  { on: 'POST /auth/refresh-token', arrange: async (app) => ({ with: (await withRefreshToken(app)).with }) },
  {
    on: 'POST /auth/refresh-token',
    how: 'with a stolen token',
    refusal: '401 REFRESH_REUSED',
    after: [
      'reaction:MailNoticeWhenSessionStolen on auth:refresh-reused: INSERT INTO jobs, UPDATE jobs',
      'reaction:NotifyPersonWhenAccountChanged on auth:refresh-reused: INSERT INTO notifications, INSERT INTO outbox, UPDATE jobs',
    ],
    arrange: async (app) => {
      const { by, with: given } = await withRefreshToken(app);
      await app.post('/auth/refresh-token', given).expect(200);
      await app.sql(
        `UPDATE refresh_tokens SET rotated_at = rotated_at - interval '1 minute'
         WHERE session_id IN (SELECT id FROM sessions WHERE user_id = $1)`,
        [by.id],
      );
      return { with: given };
    },
  },
  { on: 'POST /auth/logout', arrange: withRefreshToken },
  { on: 'POST /auth/logout-all', arrange: withRefreshToken },
  {
    on: 'POST /auth/forgot-password',
    after: [
      'auth.issue-password-reset: INSERT INTO audit_log, INSERT INTO jobs, INSERT INTO one_time_tokens, UPDATE jobs',
    ],
    arrange: async (app) => ({ with: { email: (await aPerson(app)).email } }),
  },
  {
    on: 'POST /auth/forgot-password',
    how: 'again',
    after: [
      'auth.issue-password-reset: INSERT INTO audit_log, INSERT INTO jobs, INSERT INTO one_time_tokens, UPDATE jobs, UPDATE one_time_tokens',
    ],
    arrange: async (app) => {
      const { email } = await aPerson(app);
      await app.post('/auth/forgot-password', { email }).expect(200);
      return { with: { email } };
    },
  },
  {
    on: 'POST /auth/reset-password',
    after: [
      'reaction:MailNoticeWhenPasswordChanged on auth:password-reset: INSERT INTO jobs, UPDATE jobs',
      'reaction:NotifyPersonWhenAccountChanged on auth:password-reset: INSERT INTO notifications, INSERT INTO outbox, UPDATE jobs',
    ],
    arrange: resetToken,
  },
  {
    on: 'POST /auth/change-password',
    after: [
      'reaction:MailNoticeWhenPasswordChanged on auth:password-changed: INSERT INTO jobs, UPDATE jobs',
      'reaction:NotifyPersonWhenAccountChanged on auth:password-changed: INSERT INTO notifications, INSERT INTO outbox, UPDATE jobs',
    ],
    arrange: async (app) => ({ by: await aPerson(app) }),
  },
  {
    on: 'POST /auth/verify-email',
    arrange: async (app) => {
      const { email } = await aPerson(app);
      return { with: { token: await mailedToken(app, email, '/verify-email') } };
    },
  },
  {
    on: 'POST /auth/verify-email',
    how: 'a new address',
    after: [
      'reaction:JoinByLinkWhenEmailVerified on user:email-changed: UPDATE jobs',
      'reaction:NotifyPersonWhenAccountChanged on user:email-changed: INSERT INTO notifications, INSERT INTO outbox, UPDATE jobs',
    ],
    arrange: async (app) => {
      const { accessToken: token } = await aPerson(app);
      const email = anEmail('new');
      await app.post('/users/me/email', { email, password: PASSWORD }, { token }).expect(200);
      return { with: { token: await mailedToken(app, email, '/verify-email') } };
    },
  },
  {
    on: 'POST /auth/verify-email',
    how: 'of a guest of an invite link',
    after: [
      'reaction:JoinByLinkWhenEmailVerified on user:email-verified: DELETE FROM invite_link_guests, INSERT INTO audit_log, INSERT INTO memberships, INSERT INTO outbox, UPDATE invite_links, UPDATE jobs',
    ],
    arrange: async (app) => {
      const { token: invitationToken } = await aLink(app, await aVerifiedOwner(app));
      const email = anEmail();
      await app
        .post('/auth/register', { ...register, email, password: PASSWORD, invitationToken })
        .expect(201);
      return { with: { token: await mailedToken(app, email, '/verify-email') } };
    },
  },
  {
    on: 'POST /auth/resend-verification',
    after: [
      'auth.issue-verification: INSERT INTO jobs, INSERT INTO one_time_tokens, UPDATE jobs, UPDATE one_time_tokens',
    ],
    arrange: async (app) => ({ with: { email: (await aPerson(app)).email } }),
  },
  {
    on: 'DELETE /auth/sessions/:id',
    arrange: async (app) => {
      const by = await aPerson(app);
      await signIn(app, by);
      const sessions = await app.sql<{ id: string }>(
        'SELECT id FROM sessions WHERE user_id = $1 ORDER BY created_at DESC',
        [by.id],
      );
      return { by, at: { id: there(sessions[0]).id } };
    },
  },
];
