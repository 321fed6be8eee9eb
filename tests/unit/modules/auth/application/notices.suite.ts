import type { PublishedEvent } from '../../../../../src/core/application/EventBus';
import { MailNoticeWhenMfaChanged } from '../../../../../src/modules/auth/application/MailNoticeWhenMfaChanged';
import { MailNoticeWhenPasswordChanged } from '../../../../../src/modules/auth/application/MailNoticeWhenPasswordChanged';
import { MailNoticeWhenSessionStolen } from '../../../../../src/modules/auth/application/MailNoticeWhenSessionStolen';
import { ANN, AuthScene } from '../../../../support/AuthScene';

const occurredAt = '2026-01-01T12:00:00.000Z';
let scene: AuthScene;

beforeEach(() => {
  scene = new AuthScene();
});

describe('The owner of an account', () => {
  it('C6 is told by one mail that the password was changed, though the reaction runs twice', async () => {
    const changed = { id: 'event 1', payload: { email: ANN.email }, occurredAt };
    const notice = scene.get(MailNoticeWhenPasswordChanged);
    for (const _time of [1, 2]) await notice.react(changed as PublishedEvent<'auth:password-changed'>);
    await notice.react({ ...changed, id: 'event 2' } as PublishedEvent<'auth:password-reset'>);
    expect(scene.post.mails.map(({ name, to, data }) => ({ name, to, data }))).toEqual(
      [1, 2].map(() => ({ name: 'auth.password-changed', to: ANN.email, data: { at: occurredAt } })),
    );
  });

  it.each([
    ['auth:mfa-enabled', 'auth.mfa-enabled', {}],
    ['auth:mfa-disabled', 'auth.mfa-disabled', {}],
    ['auth:recovery-codes-renewed', 'auth.recovery-codes-renewed', {}],
    ['auth:recovery-code-used', 'auth.recovery-code-used', { left: 3 }],
  ] as const)('is told by one mail of %s', async (event, name, facts) => {
    const happened = { id: 'event 1', event, payload: { email: ANN.email, ...facts }, occurredAt };
    const notice = scene.get(MailNoticeWhenMfaChanged);
    for (const _time of [1, 2]) await notice.react(happened as PublishedEvent<'auth:mfa-enabled'>);
    expect(scene.post.mails).toMatchObject([{ name, to: ANN.email, data: { at: occurredAt, ...facts } }]);
  });

  it('E1 is told by one mail that a session was stolen', async () => {
    const { user } = await scene.signedUp();
    const stolen = { id: 'event 1', subjectId: user.id as string, occurredAt };
    const notice = scene.get(MailNoticeWhenSessionStolen);
    for (const _time of [1, 2]) await notice.react(stolen as PublishedEvent<'auth:refresh-reused'>);
    expect(scene.post.mails).toMatchObject([
      { name: 'auth.session-stolen', to: ANN.email, data: { at: occurredAt } },
    ]);
  });

  it('is told nothing when the account is gone', async () => {
    const { user } = await scene.signedUp();
    scene.users.remove(user.id);
    const notice = scene.get(MailNoticeWhenSessionStolen);
    for (const subjectId of [user.id, null]) {
      await notice.react({ id: 'event', subjectId, occurredAt } as PublishedEvent<'auth:refresh-reused'>);
    }
    expect(scene.post.mails).toEqual([]);
  });
});
