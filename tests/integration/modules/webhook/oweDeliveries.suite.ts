import { Client } from 'pg';
import type { EventBus, PublishedEvent } from '../../../../src/core/application/EventBus';
import { DefinedEventViews } from '../../../../src/core/infrastructure/events/DefinedEventViews';
import { EventDefinitions } from '../../../../src/core/infrastructure/events/EventDefinitions';
import { AesGcmSealer } from '../../../../src/core/infrastructure/system/AesGcmSealer';
import { CryptoRandom } from '../../../../src/core/infrastructure/system/CryptoRandom';
import { modules } from '../../../../src/modules';
import { OweDeliveries } from '../../../../src/modules/webhook/application/OweDeliveries';
import { DefinedToldEvents } from '../../../../src/modules/webhook/infrastructure/DefinedToldEvents';
import { SigningSecrets } from '../../../../src/modules/webhook/infrastructure/SigningSecrets';
import { SqlDeliveries } from '../../../../src/modules/webhook/infrastructure/SqlDeliveries';
import { collectPermissions } from '../../../../src/core/bootstrap/collectPermissions';
import { aRelayOf } from '../../../support/events/aRelayOf';
import { RecordingJobs } from '../../../support/fakes/RecordingJobs';
import { MigratedDatabase } from '../../../support/postgres/MigratedDatabase';
import { seedWorkspace } from '../../../support/races/seedWorkspaces';

const SYSTEM = { as: 'system', for: 'testing' } as const;
const random = new CryptoRandom();
const definitions = new EventDefinitions(modules.map(({ events }) => events as never));
const sealer = new AesGcmSealer('a key of the tests, long enough');
const silent: EventBus = { subscribe: () => () => undefined, publish: () => Promise.resolve() };

let db: MigratedDatabase;
let maker: string;
let acme: string;
beforeAll(async () => {
  db = await MigratedDatabase.create();
  maker = random.id();
  await db.sql(
    `INSERT INTO users (id, email, first_name, last_name) VALUES ($1, 'ann@example.com', 'Ann', 'Smith')`,
    [maker],
  );
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.sql('TRUNCATE outbox, workspace_feeds, leases, jobs, webhook_endpoints CASCADE');
  acme = await seedWorkspace((text, values) => db.sql(text, values), []);
});

class CountingJobs extends RecordingJobs {
  woken = 0;
  override wake(): void {
    this.woken += 1;
  }
}

function consumer(jobs = new CountingJobs()): OweDeliveries {
  const deliveries = new SqlDeliveries(db.database, new SigningSecrets(sealer));
  const permissions = collectPermissions(modules);
  const views = new DefinedEventViews(definitions);
  return new OweDeliveries(deliveries, new DefinedToldEvents(definitions), views, jobs, permissions);
}

const relay = () =>
  aRelayOf(db, { bus: silent, consumers: [{ name: 'OweDeliveries', consumer: consumer() }] as never });

async function aWebhook(workspaceId: string, events = ['*'], enabled = true): Promise<string> {
  const id = random.id();
  await db.sql(
    `INSERT INTO webhook_endpoints (workspace_id, id, url, description, events, secret, created_by, enabled,
       disabled_reason, disabled_at)
     VALUES ($1, $2, 'https://example.com', '', $3, 'sealed', $4, $5,
       CASE WHEN NOT $5 THEN 'manual' END, CASE WHEN NOT $5 THEN now() END)`,
    [workspaceId, id, events, maker, enabled],
  );
  return id;
}

/** Commits one event. @returns its id. */
async function happen(workspaceId: string | null, name = 'workspace:updated'): Promise<string> {
  const id = random.id();
  await db.sql(
    'INSERT INTO outbox (id, workspace_id, name, payload, request_id) VALUES ($1, $2, $3, $4, $5)',
    [
      ...[
        id,
        workspaceId,
        name,
        JSON.stringify({ name: 'Acme', slug: 'acme', internal: 'not described' }),
        'r1',
      ],
    ],
  );
  return id;
}

const owed = () =>
  db.sql<{ webhook: string; id: string; body: string }>(
    `SELECT endpoint_id AS webhook, event_id AS id, event, seq::int, status, body FROM webhook_deliveries
     ORDER BY seq, endpoint_id`,
  );
const jobs = () =>
  db.sql<{ payload: object; request_id: string }>(
    `SELECT payload, request_id FROM jobs WHERE kind = 'webhook.deliver' ORDER BY run_at`,
  );

function anEvent(workspaceId: string | null, name = 'workspace:updated'): PublishedEvent {
  return {
    ...{ id: random.id(), event: name, seq: 1, workspaceId, subjectId: null, actorId: null },
    ...{ occurredAt: '2026-11-21T00:00:00.000Z', requestId: null, payload: { name: 'Acme' } },
  } as unknown as PublishedEvent;
}
const take = (events: PublishedEvent[], by = consumer()) => db.unit.run(SYSTEM, () => by.take(events));

describe('what webhooks are owed', () => {
  it('is written as the relay numbers the events: one row and one job for each webhook that wants them', async () => {
    const all = await aWebhook(acme);
    const some = await aWebhook(acme, ['workspace:updated', 'workspace:suspended']);
    await aWebhook(acme, ['workspace:suspended']);
    await aWebhook(acme, ['*'], false);
    const beta = await seedWorkspace((text, values) => db.sql(text, values), []);
    await aWebhook(beta);
    const first = await happen(acme);
    await happen(acme, 'workspace:founded');
    await happen(null, 'user:registered');
    const third = await happen(acme, 'workspace:member:joined');
    await relay().pass();

    const updated = { id: first, event: 'workspace:updated', seq: 1, status: 'pending' };
    const rows = await owed();
    expect(rows).toMatchObject([
      { webhook: all, ...updated },
      { webhook: some, ...updated },
      { webhook: all, id: third, event: 'workspace:member:joined', seq: 3 },
    ]);
    expect(JSON.parse(rows[0]?.body ?? '')).toEqual({
      ...{ event: 'workspace:updated', id: first, seq: 1, workspaceId: acme, actorId: null, requestId: 'r1' },
      ...{ occurredAt: expect.any(String), name: 'Acme', slug: 'acme' },
    });
    const payload = (webhookId: string, eventId: string) => ({
      ...{ request_id: 'r1', payload: { workspaceId: acme, webhookId, eventId, round: 0 } },
    });
    const done = await jobs();
    expect(done.slice(0, 2)).toEqual(expect.arrayContaining([payload(all, first), payload(some, first)]));
    expect(done.slice(2)).toEqual([payload(all, third)]);
  });

  it('is written once, however often an event is taken', async () => {
    await aWebhook(acme);
    const event = anEvent(acme);
    await take([event]);
    await Promise.all([take([event]), take([event]), take([event])]);
    expect(await owed()).toHaveLength(1);
    expect(await jobs()).toHaveLength(1);
  });

  it('is not written when the relay dies over it, and is when the next one numbers the events', async () => {
    await aWebhook(acme);
    const died = db.unit.run(SYSTEM, async () => {
      await consumer().take([anEvent(acme)]);
      throw new Error('the end');
    });
    await expect(died).rejects.toThrow('the end');
    expect([await owed(), await jobs()]).toEqual([[], []]);
    await happen(acme);
    await relay().pass();
    expect([await owed(), await jobs()]).toEqual([[expect.anything()], [expect.anything()]]);
  });

  it('wakes the workers when there is something to do, and then alone', async () => {
    const recorded = new CountingJobs();
    await take([anEvent(acme)], consumer(recorded));
    expect(recorded.woken).toBe(0);
    await aWebhook(acme);
    await take([anEvent(acme), anEvent(acme)], consumer(recorded));
    expect(recorded.woken).toBe(1);
  });

  it('passes over a webhook that somebody deletes at that moment, and holds up nobody', async () => {
    const [gone, stays] = [await aWebhook(acme), await aWebhook(acme)];
    const somebody = new Client({ connectionString: db.adminUrl });
    await somebody.connect();
    await somebody.query('BEGIN');
    await somebody.query('DELETE FROM webhook_endpoints WHERE id = $1', [gone]);
    const taking = take([anEvent(acme)]);
    for (;;) {
      const waiting = await db.sql(`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'
        AND datname = current_database()`);
      if (waiting.length > 0) break;
    }
    await somebody.query('COMMIT');
    await somebody.end();
    await taking;
    expect(await owed()).toMatchObject([{ webhook: stays }]);
  });

  it('asks the database for nothing when no workspace hears of what happened', async () => {
    const outside = consumer().take([anEvent(null, 'user:registered'), anEvent(acme, 'workspace:created')]);
    await expect(outside).resolves.toBeUndefined();
    await expect(consumer().take([anEvent(acme)])).rejects.toThrow('outside of a unit of work');
  });
});

it('an edit of a webhook that is under way holds up no event', async () => {
  const id = await aWebhook(acme);
  const editor = new Client({ connectionString: db.adminUrl });
  await editor.connect();
  await editor.query('BEGIN');
  await editor.query('SELECT 1 FROM webhook_endpoints WHERE id = $1 FOR NO KEY UPDATE', [id]);
  await editor.query(`UPDATE webhook_endpoints SET description = 'x' WHERE id = $1`, [id]);
  await take([anEvent(acme)]);
  await editor.query('ROLLBACK');
  await editor.end();
  expect(await owed()).toHaveLength(1);
});
