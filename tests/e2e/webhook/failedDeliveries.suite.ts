import request from 'supertest';
import { WebhookSender } from '../../../src/modules/webhook/application/WebhookSender';
import { aVerifiedOwner, type VerifiedOwner } from '../../support/app/members';
import { aRole } from '../../support/app/roles';
import { expectSoon } from '../../support/expectSoon';
import { there } from '../../support/there';
import { DeliveryScene } from '../../support/webhooks/DeliveryScene';
import type { Received } from '../../support/webhooks/Receiver';
import { aWebhook, nextAttempts, wakeJobs, type MadeWebhook } from '../../support/webhooks/webhooks';

const scene = new DeliveryScene();

/** Seconds it is left alone after its first failure, or after the latest message it took; null when it is not. */
const leftAloneFor = async (webhook: MadeWebhook) => {
  const [row] = await scene.app.sql<{ seconds: number | null }>(
    `SELECT extract(epoch FROM e.paused_until - coalesce(e.failing_since, max(d.settled_at)))::float AS seconds
     FROM webhook_endpoints e JOIN webhook_deliveries d ON d.endpoint_id = e.id
     WHERE e.id = $1 GROUP BY e.id, e.workspace_id`,
    [webhook.id],
  );
  return there(row).seconds;
};
/** Three workers died over a job of that round. */
const diedOver = ({ id }: MadeWebhook, round: number) =>
  scene.app.sql(
    `UPDATE jobs SET deaths = 2, leased_by = gen_random_uuid() WHERE kind = 'webhook.deliver' AND done_at IS NULL
     AND payload @> jsonb_build_object('webhookId', $1::text, 'round', $2::int)`,
    [id, round],
  );
/** What the metric counts: those delivered, failed and given up. */
const attempts = async () => {
  const { text } = await request(scene.app.url).get('/metrics').expect(200);
  const counted = (outcome: string) =>
    Number(new RegExp(`^webhook_attempts_total\\{outcome="${outcome}"\\} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  return [counted('delivered'), counted('failed'), counted('given_up')] as const;
};

describe('a delivery that fails', () => {
  it('is tried ten times, as the schedule says and up to a quarter later, and is then given up', async () => {
    const webhook = await aWebhook(scene.app, scene.acme, scene.receiver.url);
    scene.receiver.behaves = () => ({ status: 500 });
    const before = await attempts();
    let began = performance.now();
    await scene.something();
    for (const delay of [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]) {
      const [row] = await scene.app.sql<{ wait: number; same: boolean }>(
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
      await nextAttempts(scene.app, webhook);
    }

    expect(scene.receiver.received).toHaveLength(10);
    await nextAttempts(scene.app, webhook);
    expect(scene.receiver.received).toHaveLength(10);
    expect(await scene.deliveries(webhook)).toMatchObject([
      { status: 'failed', attempts: 10, lastStatusCode: 500, nextAttemptAt: null },
    ]);
    expect(await scene.app.sql(`SELECT 1 FROM audit_log WHERE action = 'job.dead'`)).toEqual([]);
    expect(await scene.read(webhook)).toMatchObject({ enabled: true, failures: 10 });
    expect(await attempts()).toEqual([before[0], before[1] + 9, before[2] + 1]);
    scene.receiver.behaves = () => ({});
    await scene.something();
    expect(await attempts()).toEqual([before[0] + 1, before[1] + 9, before[2] + 1]);
  });

  it('waits as long as the receiver asks for', async () => {
    const webhook = await aWebhook(scene.app, scene.acme, scene.receiver.url);
    scene.receiver.behaves = () => ({ status: 429, headers: { 'retry-after': '4000' } });
    await scene.something();
    const [row] = await scene.app.sql<{ wait: number }>(
      `SELECT extract(epoch FROM next_attempt_at - now())::float AS wait FROM webhook_deliveries WHERE endpoint_id = $1`,
      [webhook.id],
    );
    expect(row?.wait).toBeGreaterThan(3_900);
    expect(row?.wait).toBeLessThanOrEqual(4_000);
  });

  it('lets others wait for a moment when there was no answer, without counting that as an attempt', async () => {
    const webhook = await aWebhook(scene.app, scene.acme, scene.receiver.url);
    scene.receiver.behaves = () => ({ status: 503 });
    await scene.something();
    expect(await leftAloneFor(webhook)).toBe(1);
    await scene.app.sql(
      `UPDATE webhook_endpoints SET paused_until = now() + interval '1 minute' WHERE id = $1`,
      [webhook.id],
    );
    await scene.something();
    expect(scene.receiver.received).toHaveLength(1);
    const waiting = await scene.app.sql(
      `SELECT attempts FROM jobs WHERE kind = 'webhook.deliver' AND done_at IS NULL AND payload ->> 'webhookId' = $1
       AND run_at > now() ORDER BY attempts`,
      [webhook.id],
    );
    expect(waiting).toEqual([{ attempts: 0 }, { attempts: 1 }]);
    scene.receiver.behaves = () => ({});
    await scene.app.sql('UPDATE webhook_endpoints SET paused_until = now() WHERE id = $1', [webhook.id]);
    await nextAttempts(scene.app, webhook);
    await nextAttempts(scene.app, webhook);
    expect(scene.receiver.received).toHaveLength(3);
    expect(await scene.deliveries(webhook, '?status=delivered')).toHaveLength(2);
    expect(await scene.read(webhook)).toMatchObject({ failures: 0, failingSince: null });
    expect(await leftAloneFor(webhook)).toBeNull();
  });

  it('is followed by the next one at once when the answer was quick and only bad', async () => {
    const webhook = await aWebhook(scene.app, scene.acme, scene.receiver.url);
    scene.receiver.behaves = () => ({ status: 500 });
    await scene.something();
    expect(await leftAloneFor(webhook)).toBeNull();
  });
});

it('X4 a delivery whose workers died over it has failed, and can be sent once more', async () => {
  const webhook = await aWebhook(scene.app, scene.acme, scene.receiver.url);
  scene.receiver.behaves = () => ({ status: 500 });
  await scene.something();
  scene.receiver.behaves = () => ({});
  await diedOver(webhook, 0);
  await nextAttempts(scene.app, webhook);
  const [delivery] = await scene.deliveries(webhook);
  expect(delivery).toMatchObject({
    ...{ status: 'failed', attempts: 1, nextAttemptAt: null, settledAt: expect.any(String) },
    lastError: 'The server failed over it too often; send it again',
  });
  await scene.post(webhook, `/deliveries/${delivery.id}/redeliver`).expect(200);
  await scene.app.drain();
  expect(await scene.deliveries(webhook)).toMatchObject([{ status: 'delivered', attempts: 2 }]);
});

describe('a receiver that is slow', () => {
  const owes = async ({ workspaceId }: VerifiedOwner, { id }: MadeWebhook, many: number) => {
    await scene.app.sql(
      `WITH owed AS (
         INSERT INTO webhook_deliveries (workspace_id, endpoint_id, event_id, event, body)
         SELECT $1, $2, gen_random_uuid(), 'workspace:updated', '{}' FROM generate_series(1, $3::int)
         RETURNING event_id AS id
       )
       INSERT INTO jobs (id, kind, run_at, payload)
       SELECT gen_random_uuid(), 'webhook.deliver', now() - interval '1 minute',
         jsonb_build_object('workspaceId', $1::uuid, 'webhookId', $2::uuid, 'eventId', id, 'round', 0) FROM owed`,
      [workspaceId, id, many],
    );
    await wakeJobs(scene.app);
  };
  const slowly = (statusCode: number, error: string | null) =>
    jest
      .spyOn(scene.app.resolve(WebhookSender), 'send')
      .mockResolvedValueOnce({ statusCode, error, response: null, durationMs: 9_900, retryAfter: null });

  it('is left alone for twice as long when it took the message, also by what somebody asks for', async () => {
    const webhook = await aWebhook(scene.app, scene.acme, scene.receiver.url);
    slowly(200, null);
    await scene.something();
    expect(await leftAloneFor(webhook)).toBe(19.8);
    const [{ id }] = await scene.deliveries(webhook, '?status=delivered');
    await scene.post(webhook, '/test').expect(201);
    await scene.post(webhook, `/deliveries/${id}/redeliver`).expect(200);
    await scene.app.drain();
    expect(scene.receiver.received).toEqual([]);

    await scene.app.sql('UPDATE webhook_endpoints SET paused_until = now() WHERE id = $1', [webhook.id]);
    await nextAttempts(scene.app, webhook);
    await nextAttempts(scene.app, webhook);
    expect(scene.receiver.received).toHaveLength(2);
    expect(await leftAloneFor(webhook)).toBeNull();
    expect(await scene.deliveries(webhook, '?status=pending')).toEqual([]);
  });

  it('is left alone when it did not take it', async () => {
    const webhook = await aWebhook(scene.app, scene.acme, scene.receiver.url);
    slowly(500, 'It answered 500');
    await scene.something();
    expect(await leftAloneFor(webhook)).toBe(1);
  });

  it('holds up its own workspace, which owes it 500, and no other', async () => {
    const [acme, beta] = [scene.acme, await aVerifiedOwner(scene.app)];
    const slow = await aWebhook(scene.app, acme, `${scene.receiver.url}/slow`);
    await aWebhook(scene.app, beta, scene.receiver.url);
    await scene.app.drain();
    scene.receiver.told();
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const isSlow = ({ path }: Received) => path.endsWith('/slow');
    scene.receiver.behaves = async (received) => {
      if (isSlow(received)) await released;
      return {};
    };
    await owes(acme, slow, 500);
    const held = () => scene.receiver.received.filter(isSlow).length;
    await expectSoon(() => Promise.resolve(expect(held()).toBe(10)), 10_000);

    await aRole(scene.app, beta);
    const arrived = () => scene.receiver.received.some((received) => !isSlow(received));
    await expectSoon(() => Promise.resolve(expect(arrived()).toBe(true)), 20_000);

    const answered = 'SELECT 1 FROM webhook_attempts WHERE endpoint_id = $1';
    expect(await scene.app.sql(answered, [slow.id])).toEqual([]);
    expect(held()).toBe(10);
    await scene.app.sql('DELETE FROM jobs WHERE done_at IS NULL AND leased_by IS NULL');
    release();
    await scene.app.drain();
  });
});
