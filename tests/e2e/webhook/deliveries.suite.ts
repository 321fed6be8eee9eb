import { Webhook as StandardWebhook } from 'standardwebhooks';
import request from 'supertest';
import { WebhookSender } from '../../../src/modules/webhook/application/WebhookSender';
import { auditCount } from '../../support/app/inviting';
import { aMember, aVerifiedOwner, type VerifiedOwner } from '../../support/app/members';
import { anOwner } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { aRole } from '../../support/app/roles';
import { TestApp } from '../../support/app/TestApp';
import { schemaFaults } from '../../support/schemaFaults';
import { expectSoon } from '../../support/expectSoon';
import { there } from '../../support/there';
import { Receiver, type Received } from '../../support/webhooks/Receiver';
import { aWebhook, nextAttempts, webhooksOf, type MadeWebhook } from '../../support/webhooks/webhooks';

let app: TestApp;
let acme: VerifiedOwner;
let receiver: Receiver;
beforeAll(async () => {
  app = await TestApp.start();
  receiver = await Receiver.listen();
});
beforeEach(async () => {
  // What an earlier test left to be tried again would reach the receiver of this one.
  await app.sql('DELETE FROM webhook_deliveries');
  acme = await aVerifiedOwner(app);
  await app.drain();
  receiver.behaves = () => ({});
  receiver.told();
});
afterAll(async () => {
  await app.stop();
  await receiver.close();
});

const as = ({ accessToken: token }: { accessToken: string }) => ({ token });
const at = ({ id }: Pick<MadeWebhook, 'id'>, more = '') => `${webhooksOf(acme)}/${id}${more}`;
const read = async (webhook: MadeWebhook, more = '') =>
  (await app.get(at(webhook, more), as(acme)).expect(200)).body.data;
const deliveries = (webhook: MadeWebhook, query = '') => read(webhook, `/deliveries${query}`);
const post = (webhook: MadeWebhook, more: string) => app.post(at(webhook, more), {}, as(acme));
const verified = ({ raw, headers }: Received, secret: string) =>
  new StandardWebhook(secret).verify(raw, headers as Record<string, string>);
const something = async () => {
  await aRole(app, acme);
  await app.drain();
};
/** So much time passes for its failures. */
const failingFor = (webhook: MadeWebhook, interval: string) =>
  app.sql('UPDATE webhook_endpoints SET failing_since = now() - $2::interval WHERE id = $1', [
    webhook.id,
    interval,
  ]);
/** Seconds it is left alone after its first failure, or after the latest message it took; null when it is not. */
const leftAloneFor = async (webhook: MadeWebhook) => {
  const [row] = await app.sql<{ seconds: number | null }>(
    `SELECT extract(epoch FROM e.paused_until - coalesce(e.failing_since, max(d.settled_at)))::float AS seconds
     FROM webhook_endpoints e JOIN webhook_deliveries d ON d.endpoint_id = e.id
     WHERE e.id = $1 GROUP BY e.id, e.workspace_id`,
    [webhook.id],
  );
  return there(row).seconds;
};
/** Three workers died over a job of that round. */
const diedOver = ({ id }: MadeWebhook, round: number) =>
  app.sql(
    `UPDATE jobs SET deaths = 2, leased_by = gen_random_uuid() WHERE kind = 'webhook.deliver' AND done_at IS NULL
     AND payload @> jsonb_build_object('webhookId', $1::text, 'round', $2::int)`,
    [id, round],
  );
/** What the metric counts: those delivered, failed and given up. */
const attempts = async () => {
  const { text } = await request(app.url).get('/metrics').expect(200);
  const counted = (outcome: string) =>
    Number(new RegExp(`^webhook_attempts_total\\{outcome="${outcome}"\\} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  return [counted('delivered'), counted('failed'), counted('given_up')] as const;
};
const mailsAbout = (email: string) =>
  app.mails.mails
    .filter(({ envelope, subject }) => envelope.to.includes(email) && subject?.includes('disabled'))
    .map(({ text }) => text ?? '');

describe('an event of a workspace', () => {
  it('is posted to its webhooks, signed, flat, and with every field', async () => {
    const webhook = await aWebhook(app, acme, receiver.url);
    const role = await aRole(app, acme, ['audit.read'], 'Auditor');
    await app.drain();

    expect(receiver.received).toHaveLength(1);
    const { headers, body } = receiver.last;
    expect(verified(receiver.last, webhook.secret)).toEqual(body);
    const [row] = await app.sql<{ id: string; seq: string }>(
      `SELECT id, seq FROM outbox WHERE workspace_id = $1 AND name = 'workspace:role:created'`,
      [acme.workspaceId],
    );
    expect(headers['webhook-id']).toBe(row?.id);
    expect(body).toEqual({
      ...{ event: 'workspace:role:created', id: row?.id, seq: Number(row?.seq) },
      ...{ workspaceId: acme.workspaceId, actorId: acme.id },
      ...{ occurredAt: expect.any(String), requestId: expect.any(String) },
      ...{ roleId: role.id, name: 'Auditor', permissions: ['audit.read'] },
    });
  });

  it('is told to those webhooks alone that want it, and to no other workspace', async () => {
    const beta = await aVerifiedOwner(app);
    await aWebhook(app, beta, `${receiver.url}/beta`);
    await aWebhook(app, acme, `${receiver.url}/all`);
    await aWebhook(app, acme, `${receiver.url}/roles`, { events: ['workspace:role:created'] });
    await aWebhook(app, acme, `${receiver.url}/none`, { events: ['workspace:updated'] });
    await something();
    await app.call('patch', `/workspaces/${acme.workspaceId}`, { name: 'New' }, as(acme)).expect(200);
    await app.drain();

    const told = receiver.received.map(({ path, body }) => `${path} ${String(body.event)}`);
    expect(told.sort()).toEqual([
      '/hooks/all workspace:role:created',
      '/hooks/all workspace:updated',
      '/hooks/none workspace:updated',
      '/hooks/roles workspace:role:created',
    ]);
  });

  it('is not told to a disabled webhook, nor later when it is enabled again', async () => {
    const webhook = await aWebhook(app, acme, receiver.url);
    const turn = (enabled: boolean) => app.call('patch', at(webhook), { enabled }, as(acme)).expect(200);
    await turn(false);
    await something();
    await turn(true);
    await app.drain();
    expect(receiver.told()).toEqual([]);
    await something();
    expect(receiver.told()).toEqual(['workspace:role:created']);
  });

  it('leaves the log of each attempt', async () => {
    const webhook = await aWebhook(app, acme, receiver.url);
    receiver.behaves = () => ({ status: 500, body: 'out of order' });
    await something();
    receiver.behaves = () => ({ status: 202, body: 'thank you' });
    await nextAttempts(app, webhook);

    const [delivery] = await deliveries(webhook);
    expect(await deliveries(webhook)).toEqual([
      {
        ...{ id: receiver.last.headers['webhook-id'], event: 'workspace:role:created' },
        ...{ seq: receiver.last.body.seq, status: 'delivered', attempts: 2 },
        ...{ lastStatusCode: 202, lastError: null, nextAttemptAt: null },
        ...{ createdAt: expect.any(String), settledAt: expect.any(String) },
      },
    ]);
    const details = await read(webhook, `/deliveries/${delivery.id}`);
    expect(details).toEqual({
      ...delivery,
      body: receiver.last.body,
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
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(1);
  });
});

describe('the list of deliveries', () => {
  it('is paged, newest first, and filtered by status', async () => {
    const webhook = await aWebhook(app, acme, receiver.url);
    receiver.behaves = ({ body }) => ({ status: body.name === 'Two' ? 410 : 200 });
    await aRole(app, acme, [], 'One');
    await app.drain();
    await aRole(app, acme, [], 'Two');
    await app.drain();
    await app.call('patch', at(webhook), { enabled: true }, as(acme)).expect(200);
    await something();

    const page = await app.get(at(webhook, '/deliveries?limit=2'), as(acme)).expect(200);
    const rest = await app
      .get(at(webhook, `/deliveries?limit=2&cursor=${page.body.meta.nextCursor}`), as(acme))
      .expect(200);
    const all = [...page.body.data, ...rest.body.data];
    expect(all.map(({ event, status }) => `${event} ${status}`)).toEqual([
      'workspace:role:created delivered',
      'workspace:role:created failed',
      'workspace:role:created delivered',
    ]);
    expect(rest.body.meta.nextCursor).toBeNull();
    expect(await deliveries(webhook, '?status=failed')).toEqual([all[1]]);
    expect(await deliveries(webhook, '?status=pending')).toEqual([]);
    const wrong = () => app.get(at(webhook, '/deliveries?status=lost'), as(acme));
    await expectRefusal(app, wrong, { status: 400, code: 'VALIDATION_ERROR' });
  });
});

describe('a delivery that fails', () => {
  it('is tried ten times, as the schedule says and up to a quarter later, and is then given up', async () => {
    const webhook = await aWebhook(app, acme, receiver.url);
    receiver.behaves = () => ({ status: 500 });
    const before = await attempts();
    let began = performance.now();
    await something();
    for (const delay of [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]) {
      const [row] = await app.sql<{ wait: number; same: boolean }>(
        `SELECT extract(epoch FROM j.run_at - now())::float AS wait, d.next_attempt_at <= j.run_at AS same
         FROM jobs j JOIN webhook_deliveries d ON d.event_id::text = j.payload ->> 'eventId'
         WHERE d.endpoint_id = $1 AND j.done_at IS NULL`,
        [webhook.id],
      );
      const passed = (performance.now() - began) / 1_000;
      expect(row?.same).toBe(true);
      expect(row?.wait).toBeGreaterThan(delay - passed);
      expect(row?.wait).toBeLessThanOrEqual(delay * 1.25);
      began = performance.now();
      await nextAttempts(app, webhook);
    }

    expect(receiver.received).toHaveLength(10);
    await nextAttempts(app, webhook);
    expect(receiver.received).toHaveLength(10);
    expect(await deliveries(webhook)).toMatchObject([
      { status: 'failed', attempts: 10, lastStatusCode: 500, nextAttemptAt: null },
    ]);
    expect(await app.sql(`SELECT 1 FROM audit_log WHERE action = 'job.dead'`)).toEqual([]);
    expect(await read(webhook)).toMatchObject({ enabled: true, failures: 10 });
    expect(await attempts()).toEqual([before[0], before[1] + 9, before[2] + 1]);
    receiver.behaves = () => ({});
    await something();
    expect(await attempts()).toEqual([before[0] + 1, before[1] + 9, before[2] + 1]);
  });

  it('waits as long as the receiver asks for', async () => {
    const webhook = await aWebhook(app, acme, receiver.url);
    receiver.behaves = () => ({ status: 429, headers: { 'retry-after': '4000' } });
    await something();
    const [row] = await app.sql<{ wait: number }>(
      `SELECT extract(epoch FROM next_attempt_at - now())::float AS wait FROM webhook_deliveries WHERE endpoint_id = $1`,
      [webhook.id],
    );
    expect(row?.wait).toBeGreaterThan(3_900);
    expect(row?.wait).toBeLessThanOrEqual(4_000);
  });

  it('lets others wait for a moment when there was no answer, without counting that as an attempt', async () => {
    const webhook = await aWebhook(app, acme, receiver.url);
    receiver.behaves = () => ({ status: 503 });
    await something();
    expect(await leftAloneFor(webhook)).toBe(1);
    await app.sql(`UPDATE webhook_endpoints SET paused_until = now() + interval '1 minute' WHERE id = $1`, [
      webhook.id,
    ]);
    await something();
    expect(receiver.received).toHaveLength(1);
    const waiting = await app.sql(
      `SELECT attempts FROM jobs WHERE kind = 'webhook.deliver' AND done_at IS NULL AND payload ->> 'webhookId' = $1
       AND run_at > now() ORDER BY attempts`,
      [webhook.id],
    );
    expect(waiting).toEqual([{ attempts: 0 }, { attempts: 1 }]);
    receiver.behaves = () => ({});
    await app.sql('UPDATE webhook_endpoints SET paused_until = now() WHERE id = $1', [webhook.id]);
    await nextAttempts(app, webhook);
    await nextAttempts(app, webhook);
    expect(receiver.received).toHaveLength(3);
    expect(await deliveries(webhook, '?status=delivered')).toHaveLength(2);
    expect(await read(webhook)).toMatchObject({ failures: 0, failingSince: null });
    expect(await leftAloneFor(webhook)).toBeNull();
  });

  it('is followed by the next one at once when the answer was quick and only bad', async () => {
    const webhook = await aWebhook(app, acme, receiver.url);
    receiver.behaves = () => ({ status: 500 });
    await something();
    expect(await leftAloneFor(webhook)).toBeNull();
  });
});

it('X4 a delivery whose workers died over it has failed, and can be sent once more', async () => {
  const webhook = await aWebhook(app, acme, receiver.url);
  receiver.behaves = () => ({ status: 500 });
  await something();
  receiver.behaves = () => ({});
  await diedOver(webhook, 0);
  await nextAttempts(app, webhook);
  const [delivery] = await deliveries(webhook);
  expect(delivery).toMatchObject({
    ...{ status: 'failed', attempts: 1, nextAttemptAt: null, settledAt: expect.any(String) },
    lastError: 'The server failed over it too often; send it again',
  });
  await post(webhook, `/deliveries/${delivery.id}/redeliver`).expect(200);
  await app.drain();
  expect(await deliveries(webhook)).toMatchObject([{ status: 'delivered', attempts: 2 }]);
});

describe('a receiver that is slow', () => {
  const slowly = (statusCode: number, error: string | null) =>
    jest
      .spyOn(app.resolve(WebhookSender), 'send')
      .mockResolvedValueOnce({ statusCode, error, response: null, durationMs: 9_900, retryAfter: null });

  it('is left alone for twice as long when it took the message, also by what somebody asks for', async () => {
    const webhook = await aWebhook(app, acme, receiver.url);
    slowly(200, null);
    await something();
    expect(await leftAloneFor(webhook)).toBe(19.8);
    const [{ id }] = await deliveries(webhook, '?status=delivered');
    await post(webhook, '/test').expect(201);
    await post(webhook, `/deliveries/${id}/redeliver`).expect(200);
    await app.drain();
    expect(receiver.received).toEqual([]);

    await app.sql('UPDATE webhook_endpoints SET paused_until = now() WHERE id = $1', [webhook.id]);
    await nextAttempts(app, webhook);
    await nextAttempts(app, webhook);
    expect(receiver.received).toHaveLength(2);
    expect(await leftAloneFor(webhook)).toBeNull();
    expect(await deliveries(webhook, '?status=pending')).toEqual([]);
  });

  it('is left alone when it did not take it', async () => {
    const webhook = await aWebhook(app, acme, receiver.url);
    slowly(500, 'It answered 500');
    await something();
    expect(await leftAloneFor(webhook)).toBe(1);
  });
});

describe('a webhook is disabled', () => {
  it('by a receiver that answers 410, and whoever made it is told, and the owners', async () => {
    const admin = await aMember(app, acme.workspaceId, 'admin');
    const webhook = await aWebhook(app, { ...admin, workspaceId: acme.workspaceId }, receiver.url);
    receiver.behaves = () => ({ status: 410 });
    await something();
    await nextAttempts(app, webhook);

    expect(receiver.received).toHaveLength(1);
    expect(await read(webhook)).toMatchObject({
      ...{ enabled: false, disabledReason: 'gone', disabledAt: expect.any(String), version: 2 },
    });
    expect(await deliveries(webhook)).toMatchObject([{ status: 'failed', lastStatusCode: 410 }]);
    const { origin } = new URL(receiver.url);
    const payload = { webhookId: webhook.id, origin, reason: 'gone' };
    expect(
      await app.sql(
        `SELECT payload, actor_id FROM outbox WHERE name = 'workspace:webhook:disabled' AND workspace_id = $1`,
        [acme.workspaceId],
      ),
    ).toEqual([{ payload, actor_id: null }]);
    expect(await auditCount(app, acme.workspaceId, 'webhook.disabled')).toBe(1);
    for (const { email } of [admin, acme])
      expect(mailsAbout(email)).toEqual([expect.stringContaining('It answered 410 Gone')]);
  });

  it('when every attempt of five days failed, and who left is not told any more', async () => {
    const admin = await aMember(app, acme.workspaceId, 'admin');
    const webhook = await aWebhook(app, { ...admin, workspaceId: acme.workspaceId }, receiver.url);
    await app.sql('DELETE FROM memberships WHERE user_id = $1', [admin.id]);
    receiver.behaves = () => ({ status: 500 });
    await something();
    await app.sql('UPDATE webhook_endpoints SET failures = 8 WHERE id = $1', [webhook.id]);
    await failingFor(webhook, '6 days');
    await nextAttempts(app, webhook);
    expect(await read(webhook)).toMatchObject({ enabled: true, failures: 9 });
    await failingFor(webhook, '4 days 23 hours');
    await nextAttempts(app, webhook);
    expect(await read(webhook)).toMatchObject({ enabled: true, failures: 10 });
    await failingFor(webhook, '5 days');
    await nextAttempts(app, webhook);

    expect(await read(webhook)).toMatchObject({
      ...{ enabled: false, disabledReason: 'failing', failures: 11, createdBy: null },
    });
    expect(mailsAbout(acme.email)).toEqual([expect.stringContaining('Every message of the last five days')]);
    expect(mailsAbout(admin.email)).toEqual([]);
    await nextAttempts(app, webhook);
    expect(receiver.received).toHaveLength(4);
    expect(await deliveries(webhook)).toMatchObject([
      { status: 'failed', attempts: 4, lastError: 'The webhook is disabled' },
    ]);
  });

  it('and begins without failures when it is enabled again', async () => {
    const webhook = await aWebhook(app, acme, receiver.url);
    receiver.behaves = () => ({ status: 410 });
    await something();
    const enabled = await app.call('patch', at(webhook), { enabled: true }, as(acme)).expect(200);
    expect(enabled.body.data).toMatchObject({
      ...{ enabled: true, disabledReason: null, disabledAt: null, failures: 0, failingSince: null },
    });
  });
});

describe('secrets', () => {
  it('sign both for a day after they were rotated', async () => {
    const webhook = await aWebhook(app, acme, receiver.url);
    const { secret } = (await post(webhook, '/rotate-secret').expect(200)).body.data;
    await something();
    const [first] = receiver.received;
    expect(first?.headers['webhook-signature']).toMatch(/^v1,[\w+/=]+ v1,[\w+/=]+$/);
    for (const key of [webhook.secret, secret])
      expect(verified(receiver.last, key)).toEqual(receiver.last.body);

    await app.sql(
      `UPDATE webhook_endpoints SET previous_until = previous_until - interval '24 hours' WHERE id = $1`,
      [webhook.id],
    );
    await something();
    expect(receiver.last.headers['webhook-signature']).toMatch(/^v1,[\w+/=]+$/);
    expect(verified(receiver.last, secret)).toEqual(receiver.last.body);
    expect(() => verified(receiver.last, webhook.secret)).toThrow('No matching signature');
    expect(await read(webhook)).toMatchObject({ previousSecretUntil: null });
  });

  it('that cannot be opened any more fail the delivery, until they are rotated', async () => {
    const webhook = await aWebhook(app, acme, receiver.url);
    await app.sql(`UPDATE webhook_endpoints SET secret = '\\x00' WHERE id = $1`, [webhook.id]);
    await something();
    expect(receiver.received).toEqual([]);
    expect(await deliveries(webhook)).toMatchObject([
      { status: 'pending', lastError: 'The secret cannot be opened; rotate it' },
    ]);
    const { secret } = (await post(webhook, '/rotate-secret').expect(200)).body.data;
    await app.sql('UPDATE webhook_endpoints SET paused_until = NULL WHERE id = $1', [webhook.id]);
    await nextAttempts(app, webhook);
    expect(verified(receiver.last, secret)).toEqual(receiver.last.body);
  });
});

describe('on request', () => {
  it('a test is sent, whatever events the webhook wants', async () => {
    const webhook = await aWebhook(app, acme, receiver.url, { events: ['workspace:updated'] });
    const answer = await post(webhook, '/test').expect(201);
    await app.drain();
    const { id } = answer.body.data;
    expect(receiver.last.headers['webhook-id']).toBe(id);
    expect(verified(receiver.last, webhook.secret)).toEqual({
      ...{ event: 'webhook.test', id, seq: null, workspaceId: acme.workspaceId, actorId: acme.id },
      ...{ occurredAt: expect.any(String), requestId: answer.headers['x-request-id'], webhookId: webhook.id },
    });
    expect(await read(webhook, `/deliveries/${id}`)).toMatchObject({ status: 'delivered', attempts: 1 });
    const { body: document } = await request(app.url).get('/api/openapi.json').expect(200);
    const { schema } = document.webhooks['webhook.test'].post.requestBody.content['application/json'];
    expect(schema).toEqual({ $ref: '#/components/schemas/WebhookTestEvent' });
    expect(schemaFaults(document.components.schemas.WebhookTestEvent, receiver.last.body)).toEqual([]);
  });

  it('an event is sent once more under the same id, whether it arrived or failed', async () => {
    const webhook = await aWebhook(app, acme, receiver.url);
    await something();
    const id = String(receiver.last.body.id);
    const again = `/deliveries/${id}/redeliver`;
    expect((await post(webhook, again).expect(200)).body.data).toMatchObject({ status: 'pending' });
    await app.drain();
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([id, id]);

    receiver.behaves = () => ({ status: 500 });
    await post(webhook, again).expect(200);
    await app.drain();
    receiver.behaves = () => ({});
    await post(webhook, again).expect(200);
    await app.drain();
    expect(await deliveries(webhook)).toMatchObject([{ status: 'delivered', attempts: 4 }]);
    await nextAttempts(app, webhook);
    expect(receiver.received).toHaveLength(4);
  });

  it('what is sent once more is tried again for the latest request alone', async () => {
    const webhook = await aWebhook(app, acme, receiver.url);
    receiver.behaves = () => ({ status: 500 });
    await something();
    const again = `/deliveries/${String(receiver.last.body.id)}/redeliver`;
    for (const times of [2, 3]) {
      await post(webhook, again).expect(200);
      await app.drain();
      expect(receiver.received).toHaveLength(times);
    }
    await diedOver(webhook, 0);
    await nextAttempts(app, webhook);
    expect(receiver.received).toHaveLength(4);
    expect(await deliveries(webhook)).toMatchObject([{ status: 'pending', attempts: 4 }]);
  });

  it('nothing is sent to a disabled webhook', async () => {
    const webhook = await aWebhook(app, acme, receiver.url);
    await something();
    const id = String(receiver.last.body.id);
    await app.call('patch', at(webhook), { enabled: false }, as(acme)).expect(200);
    for (const path of ['/test', `/deliveries/${id}/redeliver`])
      await expectRefusal(app, () => post(webhook, path), { status: 409, code: 'WEBHOOK_DISABLED' });
    expect(receiver.received).toHaveLength(1);
  });
});

it('of a webhook that is deleted nothing is shown, nothing that waited is sent, and no secret is left', async () => {
  const webhook = await aWebhook(app, acme, receiver.url);
  receiver.behaves = () => ({ status: 500 });
  await something();
  const id = String(receiver.last.body.id);
  await app.call('delete', at(webhook), undefined, as(acme)).expect(200);
  receiver.behaves = () => ({});
  await nextAttempts(app, webhook);
  await something();

  expect(receiver.received).toHaveLength(1);
  const missing = { status: 404, code: 'NOT_FOUND' };
  await expectRefusal(app, () => app.get(at(webhook), as(acme)), missing);
  await expectRefusal(app, () => app.get(at(webhook, '/deliveries'), as(acme)), missing);
  await expectRefusal(app, () => app.get(at(webhook, `/deliveries/${id}`), as(acme)), missing);
  await expectRefusal(app, () => post(webhook, '/test'), missing);
  await expectRefusal(app, () => post(webhook, '/rotate-secret'), missing);
  await expectRefusal(app, () => post(webhook, `/deliveries/${id}/redeliver`), missing);
  expect((await app.get(webhooksOf(acme), as(acme)).expect(200)).body.data).toEqual([]);
  const secrets = 'SELECT secret, previous_secret FROM webhook_endpoints WHERE id = $1';
  expect(await app.sql(secrets, [webhook.id])).toEqual([{ secret: Buffer.alloc(0), previous_secret: null }]);
});

it('a receiver that hangs holds up no mail and no reaction', async () => {
  await aWebhook(app, acme, receiver.url);
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  receiver.behaves = async () => {
    await held;
    return {};
  };
  await aRole(app, acme);
  const { email } = await anOwner(app);
  const mailed = () => app.mails.mails.filter(({ envelope }) => envelope.to.includes(email));
  await expectSoon(async () => expect(mailed()).toHaveLength(1), 5_000);
  expect(receiver.received).toHaveLength(1);
  letGo();
  await app.drain();
});

it('a receiver that hangs is tried by one message at a time, and holds up no other webhook', async () => {
  const beta = await aVerifiedOwner(app);
  const fine = await Receiver.listen();
  await aWebhook(app, beta, fine.url);
  const webhook = await aWebhook(app, acme, receiver.url);
  const left = `failures = 1, failing_since = now(), paused_until = now()`;
  await app.sql(`UPDATE webhook_endpoints SET ${left} WHERE id = $1`, [webhook.id]);
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  receiver.behaves = () => held.then(() => ({}));
  for (let count = 0; count < 3; count += 1) await aRole(app, acme);
  await expectSoon(() => Promise.resolve(expect(receiver.received).toHaveLength(1)), 5_000);
  await aRole(app, beta);
  await expectSoon(() => Promise.resolve(expect(fine.told()).toEqual(['workspace:role:created'])), 5_000);
  expect(receiver.received).toHaveLength(1);

  letGo();
  await app.drain();
  expect(await read(webhook)).toMatchObject({ failures: 0, failingSince: null });
  await app.sql('UPDATE webhook_endpoints SET paused_until = NULL WHERE id = $1', [webhook.id]);
  await nextAttempts(app, webhook);
  expect(receiver.received).toHaveLength(3);
  await fine.close();
});
