import { aVerifiedOwner } from '../../support/app/members';
import { expectRefusal } from '../../support/app/refusal';
import { aRole } from '../../support/app/roles';
import { as, DeliveryScene, verified } from '../../support/webhooks/DeliveryScene';
import { aWebhook, nextAttempts } from '../../support/webhooks/webhooks';

const scene = new DeliveryScene();

describe('an event of a workspace', () => {
  it('is posted to its webhooks, signed, flat, and with every field', async () => {
    const webhook = await aWebhook(scene.app, scene.acme, scene.receiver.url);
    const role = await aRole(scene.app, scene.acme, ['audit.read'], 'Auditor');
    await scene.app.drain();

    expect(scene.receiver.received).toHaveLength(1);
    const { headers, body } = scene.receiver.last;
    expect(verified(scene.receiver.last, webhook.secret)).toEqual(body);
    const [row] = await scene.app.sql<{ id: string; seq: string }>(
      `SELECT id, seq FROM outbox WHERE workspace_id = $1 AND name = 'workspace:role:created'`,
      [scene.acme.workspaceId],
    );
    expect(headers['webhook-id']).toBe(row?.id);
    expect(body).toEqual({
      ...{ event: 'workspace:role:created', id: row?.id, seq: Number(row?.seq) },
      ...{ workspaceId: scene.acme.workspaceId, actorId: scene.acme.id },
      ...{ occurredAt: expect.any(String), requestId: expect.any(String) },
      ...{ roleId: role.id, name: 'Auditor', permissions: ['audit.read'] },
    });
  });

  it('is told to those webhooks alone that want it, and to no other workspace', async () => {
    const beta = await aVerifiedOwner(scene.app);
    await aWebhook(scene.app, beta, `${scene.receiver.url}/beta`);
    await aWebhook(scene.app, scene.acme, `${scene.receiver.url}/all`);
    await aWebhook(scene.app, scene.acme, `${scene.receiver.url}/roles`, {
      events: ['workspace:role:created'],
    });
    await aWebhook(scene.app, scene.acme, `${scene.receiver.url}/none`, { events: ['workspace:updated'] });
    await scene.something();
    await scene.app
      .call('patch', `/workspaces/${scene.acme.workspaceId}`, { name: 'New' }, as(scene.acme))
      .expect(200);
    await scene.app.drain();

    const told = scene.receiver.received.map(({ path, body }) => `${path} ${String(body.event)}`);
    expect(told.sort()).toEqual([
      '/hooks/all workspace:role:created',
      '/hooks/all workspace:updated',
      '/hooks/none workspace:updated',
      '/hooks/roles workspace:role:created',
    ]);
  });

  it('is not told to a disabled webhook, nor later when it is enabled again', async () => {
    const webhook = await aWebhook(scene.app, scene.acme, scene.receiver.url);
    const turn = (enabled: boolean) =>
      scene.app.call('patch', scene.at(webhook), { enabled }, as(scene.acme)).expect(200);
    await turn(false);
    await scene.something();
    await turn(true);
    await scene.app.drain();
    expect(scene.receiver.told()).toEqual([]);
    await scene.something();
    expect(scene.receiver.told()).toEqual(['workspace:role:created']);
  });

  it('leaves the log of each attempt', async () => {
    const webhook = await aWebhook(scene.app, scene.acme, scene.receiver.url);
    scene.receiver.behaves = () => ({ status: 500, body: 'out of order' });
    await scene.something();
    scene.receiver.behaves = () => ({ status: 202, body: 'thank you' });
    await nextAttempts(scene.app, webhook);

    const [delivery] = await scene.deliveries(webhook);
    expect(await scene.deliveries(webhook)).toEqual([
      {
        ...{ id: scene.receiver.last.headers['webhook-id'], event: 'workspace:role:created' },
        ...{ seq: scene.receiver.last.body.seq, status: 'delivered', attempts: 2 },
        ...{ lastStatusCode: 202, lastError: null, nextAttemptAt: null },
        ...{ createdAt: expect.any(String), settledAt: expect.any(String) },
      },
    ]);
    const details = await scene.read(webhook, `/deliveries/${delivery.id}`);
    expect(details).toEqual({
      ...delivery,
      body: scene.receiver.last.body,
      log: [
        {
          ...{ number: 1, at: expect.any(String), durationMs: expect.any(Number), statusCode: 500 },
          ...{ error: 'It answered 500', response: 'out of order' },
        },
        {
          ...{ number: 2, at: expect.any(String), durationMs: expect.any(Number), statusCode: 202 },
          ...{ error: null, response: 'thank you' },
        },
      ],
    });
    expect(new Date(details.log[0].at).getTime()).toBeLessThanOrEqual(new Date(details.log[1].at).getTime());
    const ids = scene.receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(1);
  });
});

describe('the list of deliveries', () => {
  it('is paged, newest first, and filtered by status', async () => {
    const webhook = await aWebhook(scene.app, scene.acme, scene.receiver.url);
    scene.receiver.behaves = ({ body }) => ({ status: body.name === 'Two' ? 410 : 200 });
    await aRole(scene.app, scene.acme, [], 'One');
    await scene.app.drain();
    await aRole(scene.app, scene.acme, [], 'Two');
    await scene.app.drain();
    await scene.app.call('patch', scene.at(webhook), { enabled: true }, as(scene.acme)).expect(200);
    await scene.something();

    const page = await scene.app.get(scene.at(webhook, '/deliveries?limit=2'), as(scene.acme)).expect(200);
    const rest = await scene.app
      .get(scene.at(webhook, `/deliveries?limit=2&cursor=${page.body.meta.nextCursor}`), as(scene.acme))
      .expect(200);
    const all = [...page.body.data, ...rest.body.data];
    expect(all.map(({ event, status }) => `${event} ${status}`)).toEqual([
      'workspace:role:created delivered',
      'workspace:role:created failed',
      'workspace:role:created delivered',
    ]);
    expect(rest.body.meta.nextCursor).toBeNull();
    expect(await scene.deliveries(webhook, '?status=failed')).toEqual([all[1]]);
    expect(await scene.deliveries(webhook, '?status=pending')).toEqual([]);
    const wrong = () => scene.app.get(scene.at(webhook, '/deliveries?status=lost'), as(scene.acme));
    await expectRefusal(scene.app, wrong, { status: 400, code: 'VALIDATION_ERROR' });
  });
});

describe('secrets', () => {
  it('sign both for a day after they were rotated', async () => {
    const webhook = await aWebhook(scene.app, scene.acme, scene.receiver.url);
    const { secret } = (await scene.post(webhook, '/rotate-secret').expect(200)).body.data;
    await scene.something();
    const [first] = scene.receiver.received;
    expect(first?.headers['webhook-signature']).toMatch(/^v1,[\w+/=]+ v1,[\w+/=]+$/);
    for (const key of [webhook.secret, secret])
      expect(verified(scene.receiver.last, key)).toEqual(scene.receiver.last.body);

    await scene.app.sql(
      `UPDATE webhook_endpoints SET previous_until = previous_until - interval '24 hours' WHERE id = $1`,
      [webhook.id],
    );
    await scene.something();
    expect(scene.receiver.last.headers['webhook-signature']).toMatch(/^v1,[\w+/=]+$/);
    expect(verified(scene.receiver.last, secret)).toEqual(scene.receiver.last.body);
    expect(() => verified(scene.receiver.last, webhook.secret)).toThrow('No matching signature');
    expect(await scene.read(webhook)).toMatchObject({ previousSecretUntil: null });
  });

  it('that cannot be opened any more fail the delivery, until they are rotated', async () => {
    const webhook = await aWebhook(scene.app, scene.acme, scene.receiver.url);
    await scene.app.sql(`UPDATE webhook_endpoints SET secret = '\\x00' WHERE id = $1`, [webhook.id]);
    await scene.something();
    expect(scene.receiver.received).toEqual([]);
    expect(await scene.deliveries(webhook)).toMatchObject([
      { status: 'pending', lastError: 'The secret cannot be opened; rotate it' },
    ]);
    const { secret } = (await scene.post(webhook, '/rotate-secret').expect(200)).body.data;
    await scene.app.sql('UPDATE webhook_endpoints SET paused_until = NULL WHERE id = $1', [webhook.id]);
    await nextAttempts(scene.app, webhook);
    expect(verified(scene.receiver.last, secret)).toEqual(scene.receiver.last.body);
  });
});
