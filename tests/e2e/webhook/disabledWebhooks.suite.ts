import { auditCount } from '../../support/app/inviting';
import { aMember } from '../../support/app/members';
import { as, DeliveryScene } from '../../support/webhooks/DeliveryScene';
import { aWebhook, nextAttempts, type MadeWebhook } from '../../support/webhooks/webhooks';

const scene = new DeliveryScene();

/** So much time passes for its failures. */
const failingFor = (webhook: MadeWebhook, interval: string) =>
  scene.app.sql('UPDATE webhook_endpoints SET failing_since = now() - $2::interval WHERE id = $1', [
    webhook.id,
    interval,
  ]);
const mailsAbout = (email: string) =>
  scene.app.mails.mails
    .filter(({ envelope, subject }) => envelope.to.includes(email) && subject?.includes('disabled'))
    .map(({ text }) => text ?? '');

describe('a webhook is disabled', () => {
  it('by a receiver that answers 410, and whoever made it is told, and the owners', async () => {
    const admin = await aMember(scene.app, scene.acme.workspaceId, 'admin');
    const webhook = await aWebhook(
      scene.app,
      { ...admin, workspaceId: scene.acme.workspaceId },
      scene.receiver.url,
    );
    scene.receiver.behaves = () => ({ status: 410 });
    await scene.something();
    await nextAttempts(scene.app, webhook);

    expect(scene.receiver.received).toHaveLength(1);
    expect(await scene.read(webhook)).toMatchObject({
      ...{ enabled: false, disabledReason: 'gone', disabledAt: expect.any(String), version: 2 },
    });
    expect(await scene.deliveries(webhook)).toMatchObject([{ status: 'failed', lastStatusCode: 410 }]);
    const { origin } = new URL(scene.receiver.url);
    const payload = { webhookId: webhook.id, origin, reason: 'gone' };
    expect(
      await scene.app.sql(
        `SELECT payload, actor_id FROM outbox WHERE name = 'workspace:webhook:disabled' AND workspace_id = $1`,
        [scene.acme.workspaceId],
      ),
    ).toEqual([{ payload, actor_id: null }]);
    expect(await auditCount(scene.app, scene.acme.workspaceId, 'webhook.disabled')).toBe(1);
    for (const { email } of [admin, scene.acme])
      expect(mailsAbout(email)).toEqual([expect.stringContaining('It answered 410 Gone')]);
  });

  it('when every attempt of five days failed, and who left is not told any more', async () => {
    const admin = await aMember(scene.app, scene.acme.workspaceId, 'admin');
    const webhook = await aWebhook(
      scene.app,
      { ...admin, workspaceId: scene.acme.workspaceId },
      scene.receiver.url,
    );
    await scene.app.sql('DELETE FROM memberships WHERE user_id = $1', [admin.id]);
    scene.receiver.behaves = () => ({ status: 500 });
    await scene.something();
    await scene.app.sql('UPDATE webhook_endpoints SET failures = 8 WHERE id = $1', [webhook.id]);
    await failingFor(webhook, '6 days');
    await nextAttempts(scene.app, webhook);
    expect(await scene.read(webhook)).toMatchObject({ enabled: true, failures: 9 });
    await failingFor(webhook, '4 days 23 hours');
    await nextAttempts(scene.app, webhook);
    expect(await scene.read(webhook)).toMatchObject({ enabled: true, failures: 10 });
    await failingFor(webhook, '5 days');
    await nextAttempts(scene.app, webhook);

    expect(await scene.read(webhook)).toMatchObject({
      ...{ enabled: false, disabledReason: 'failing', failures: 11, createdBy: null },
    });
    expect(mailsAbout(scene.acme.email)).toEqual([
      expect.stringContaining('Every message of the last five days'),
    ]);
    expect(mailsAbout(admin.email)).toEqual([]);
    await nextAttempts(scene.app, webhook);
    expect(scene.receiver.received).toHaveLength(4);
    expect(await scene.deliveries(webhook)).toMatchObject([
      { status: 'failed', attempts: 4, lastError: 'The webhook is disabled' },
    ]);
  });

  it('and begins without failures when it is enabled again', async () => {
    const webhook = await aWebhook(scene.app, scene.acme, scene.receiver.url);
    scene.receiver.behaves = () => ({ status: 410 });
    await scene.something();
    const enabled = await scene.app
      .call('patch', scene.at(webhook), { enabled: true }, as(scene.acme))
      .expect(200);
    expect(enabled.body.data).toMatchObject({
      ...{ enabled: true, disabledReason: null, disabledAt: null, failures: 0, failingSince: null },
    });
  });
});
