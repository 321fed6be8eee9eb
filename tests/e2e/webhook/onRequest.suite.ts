import request from 'supertest';
import { aVerifiedOwner } from '../../support/app/members';
import { anOwner } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { aRole } from '../../support/app/roles';
import { schemaFaults } from '../../support/schemaFaults';
import { expectSoon } from '../../support/expectSoon';
import { Receiver } from '../../support/webhooks/Receiver';
import { as, DeliveryScene, verified } from '../../support/webhooks/DeliveryScene';
import { aWebhook, nextAttempts, webhooksOf, type MadeWebhook } from '../../support/webhooks/webhooks';

const scene = new DeliveryScene();

/** Three workers died over a job of that round. */
const diedOver = ({ id }: MadeWebhook, round: number) =>
  scene.app.sql(
    `UPDATE jobs SET deaths = 2, leased_by = gen_random_uuid() WHERE kind = 'webhook.deliver' AND done_at IS NULL
     AND payload @> jsonb_build_object('webhookId', $1::text, 'round', $2::int)`,
    [id, round],
  );

describe('on request', () => {
  it('a test is sent, whatever events the webhook wants', async () => {
    const webhook = await aWebhook(scene.app, scene.acme, scene.receiver.url, {
      events: ['workspace:updated'],
    });
    const answer = await scene.post(webhook, '/test').expect(201);
    await scene.app.drain();
    const { id } = answer.body.data;
    expect(scene.receiver.last.headers['webhook-id']).toBe(id);
    expect(verified(scene.receiver.last, webhook.secret)).toEqual({
      ...{
        event: 'webhook.test',
        id,
        seq: null,
        workspaceId: scene.acme.workspaceId,
        actorId: scene.acme.id,
      },
      ...{ occurredAt: expect.any(String), requestId: answer.headers['x-request-id'], webhookId: webhook.id },
    });
    expect(await scene.read(webhook, `/deliveries/${id}`)).toMatchObject({
      status: 'delivered',
      attempts: 1,
    });
    const { body: document } = await request(scene.app.url).get('/api/openapi.json').expect(200);
    const { schema } = document.webhooks['webhook.test'].post.requestBody.content['application/json'];
    expect(schema).toEqual({ $ref: '#/components/schemas/WebhookTestEvent' });
    expect(schemaFaults(document.components.schemas.WebhookTestEvent, scene.receiver.last.body)).toEqual([]);
  });

  it('an event is sent once more under the same id, whether it arrived or failed', async () => {
    const webhook = await aWebhook(scene.app, scene.acme, scene.receiver.url);
    await scene.something();
    const id = String(scene.receiver.last.body.id);
    const again = `/deliveries/${id}/redeliver`;
    expect((await scene.post(webhook, again).expect(200)).body.data).toMatchObject({ status: 'pending' });
    await scene.app.drain();
    expect(scene.receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([id, id]);

    scene.receiver.behaves = () => ({ status: 500 });
    await scene.post(webhook, again).expect(200);
    await scene.app.drain();
    scene.receiver.behaves = () => ({});
    await scene.post(webhook, again).expect(200);
    await scene.app.drain();
    expect(await scene.deliveries(webhook)).toMatchObject([{ status: 'delivered', attempts: 4 }]);
    await nextAttempts(scene.app, webhook);
    expect(scene.receiver.received).toHaveLength(4);
  });

  it('what is sent once more is tried again for the latest request alone', async () => {
    const webhook = await aWebhook(scene.app, scene.acme, scene.receiver.url);
    scene.receiver.behaves = () => ({ status: 500 });
    await scene.something();
    const again = `/deliveries/${String(scene.receiver.last.body.id)}/redeliver`;
    for (const times of [2, 3]) {
      await scene.post(webhook, again).expect(200);
      await scene.app.drain();
      expect(scene.receiver.received).toHaveLength(times);
    }
    await diedOver(webhook, 0);
    await nextAttempts(scene.app, webhook);
    expect(scene.receiver.received).toHaveLength(4);
    expect(await scene.deliveries(webhook)).toMatchObject([{ status: 'pending', attempts: 4 }]);
  });

  it('nothing is sent to a disabled webhook', async () => {
    const webhook = await aWebhook(scene.app, scene.acme, scene.receiver.url);
    await scene.something();
    const id = String(scene.receiver.last.body.id);
    await scene.app.call('patch', scene.at(webhook), { enabled: false }, as(scene.acme)).expect(200);
    for (const path of ['/test', `/deliveries/${id}/redeliver`])
      await expectRefusal(scene.app, () => scene.post(webhook, path), {
        status: 409,
        code: 'WEBHOOK_DISABLED',
      });
    expect(scene.receiver.received).toHaveLength(1);
  });
});

it('of a webhook that is deleted nothing is shown, nothing that waited is sent, and no secret is left', async () => {
  const webhook = await aWebhook(scene.app, scene.acme, scene.receiver.url);
  scene.receiver.behaves = () => ({ status: 500 });
  await scene.something();
  const id = String(scene.receiver.last.body.id);
  await scene.app.call('delete', scene.at(webhook), undefined, as(scene.acme)).expect(200);
  scene.receiver.behaves = () => ({});
  await nextAttempts(scene.app, webhook);
  await scene.something();

  expect(scene.receiver.received).toHaveLength(1);
  const missing = { status: 404, code: 'NOT_FOUND' };
  await expectRefusal(scene.app, () => scene.app.get(scene.at(webhook), as(scene.acme)), missing);
  await expectRefusal(
    scene.app,
    () => scene.app.get(scene.at(webhook, '/deliveries'), as(scene.acme)),
    missing,
  );
  await expectRefusal(
    scene.app,
    () => scene.app.get(scene.at(webhook, `/deliveries/${id}`), as(scene.acme)),
    missing,
  );
  await expectRefusal(scene.app, () => scene.post(webhook, '/test'), missing);
  await expectRefusal(scene.app, () => scene.post(webhook, '/rotate-secret'), missing);
  await expectRefusal(scene.app, () => scene.post(webhook, `/deliveries/${id}/redeliver`), missing);
  expect((await scene.app.get(webhooksOf(scene.acme), as(scene.acme)).expect(200)).body.data).toEqual([]);
  const secrets = 'SELECT secret, previous_secret FROM webhook_endpoints WHERE id = $1';
  expect(await scene.app.sql(secrets, [webhook.id])).toEqual([
    { secret: Buffer.alloc(0), previous_secret: null },
  ]);
});

it('a receiver that hangs holds up no mail and no reaction', async () => {
  await aWebhook(scene.app, scene.acme, scene.receiver.url);
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  scene.receiver.behaves = async () => {
    await held;
    return {};
  };
  await aRole(scene.app, scene.acme);
  const { email } = await anOwner(scene.app);
  const mailed = () => scene.app.mails.mails.filter(({ envelope }) => envelope.to.includes(email));
  await expectSoon(async () => expect(mailed()).toHaveLength(1), 5_000);
  expect(scene.receiver.received).toHaveLength(1);
  letGo();
  await scene.app.drain();
});

it('a receiver that hangs is tried by one message at a time, and holds up no other webhook', async () => {
  const beta = await aVerifiedOwner(scene.app);
  const fine = await Receiver.listen();
  await aWebhook(scene.app, beta, fine.url);
  const webhook = await aWebhook(scene.app, scene.acme, scene.receiver.url);
  const left = `failures = 1, failing_since = now(), paused_until = now()`;
  await scene.app.sql(`UPDATE webhook_endpoints SET ${left} WHERE id = $1`, [webhook.id]);
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  scene.receiver.behaves = () => held.then(() => ({}));
  for (let count = 0; count < 3; count += 1) await aRole(scene.app, scene.acme);
  await expectSoon(() => Promise.resolve(expect(scene.receiver.received).toHaveLength(1)), 5_000);
  await aRole(scene.app, beta);
  await expectSoon(() => Promise.resolve(expect(fine.told()).toEqual(['workspace:role:created'])), 5_000);
  expect(scene.receiver.received).toHaveLength(1);

  letGo();
  await scene.app.drain();
  expect(await scene.read(webhook)).toMatchObject({ failures: 0, failingSince: null });
  await scene.app.sql('UPDATE webhook_endpoints SET paused_until = NULL WHERE id = $1', [webhook.id]);
  await nextAttempts(scene.app, webhook);
  expect(scene.receiver.received).toHaveLength(3);
  await fine.close();
});
