import type { DomainEvent } from '../../../../../src/core/domain/EventCatalogue';
import type { UserId } from '../../../../../src/core/domain/ids';
import { EventDefinitions } from '../../../../../src/core/infrastructure/events/EventDefinitions';
import { OutboxLedger } from '../../../../../src/core/infrastructure/events/OutboxLedger';
import '../../../../../src/modules/user/domain/events';
import { PostgresSurroundings } from '../../../../support/surroundings/PostgresSurroundings';

const definition = (audience: string, audit: string | null) => ({ summary: '', audience, audit, fields: {} });
const definitions = new EventDefinitions([
  {
    'user:email-verified': definition('user', null),
    'workspace:updated': definition('workspace', null),
    'user:registered': definition('internal', 'user.registered'),
    'user:profile-changed': definition('audit', 'user.profile-changed'),
  } as never,
]);

let around: PostgresSurroundings;
let ledger: OutboxLedger;
beforeAll(async () => {
  around = await PostgresSurroundings.open();
  const { database, unit, audit, random, context, wakeRelay } = around;
  ledger = new OutboxLedger(database, unit, audit, random, context, definitions, wakeRelay);
});
afterAll(() => around.close());

describe('an event', () => {
  const email = 'ann@example.com';
  const named = (name: 'user:email-verified' | 'user:registered', subjectId: UserId) =>
    ({ name, workspaceId: null, subjectId, payload: { email } }) as const;
  const names = async (table: string, column: string, subjectId: UserId) => {
    const rows = await around.sql<{ name: string }>(
      `SELECT ${column} AS name FROM ${table} WHERE subject_id = $1`,
      [subjectId],
    );
    return rows.map(({ name }) => name).sort();
  };
  const kept = async (subjectId: UserId) => ({
    audit: await names('audit_log', 'action', subjectId),
    outbox: await names('outbox', 'name', subjectId),
  });

  it('goes into the audit log, and out to whoever listens, each if it is declared so', async () => {
    const ann = around.random.id<'user'>();
    await ledger.record([
      named('user:registered', ann),
      named('user:email-verified', ann),
      { name: 'user:profile-changed', workspaceId: null, subjectId: ann, payload: { changed: [] } },
    ]);
    expect(await kept(ann)).toEqual({
      audit: ['user.profile-changed', 'user.registered'],
      outbox: ['user:email-verified', 'user:registered'],
    });
  });

  it('is refused where its audience does not find it: in the feed of a workspace, or beside all of them', async () => {
    const ann = around.random.id<'user'>();
    const workspaceId = around.random.id<'workspace'>();
    const updated = { name: 'workspace:updated', subjectId: ann, payload: {} } as never as DomainEvent;
    for (const misplaced of [
      { ...named('user:registered', ann), workspaceId },
      { ...named('user:email-verified', ann), workspaceId },
      { ...updated, workspaceId: null },
    ]) {
      await expect(ledger.record([misplaced as DomainEvent])).rejects.toThrow(/the feed of a workspace/);
    }
    expect(await kept(ann)).toEqual({ audit: [], outbox: [] });
    await ledger.record([{ ...updated, workspaceId }]);
    expect(await kept(ann)).toEqual({ audit: [], outbox: ['workspace:updated'] });
  });

  it('that only tells what is on record needs no audit row beside it', async () => {
    const ann = around.random.id<'user'>();
    await ledger.record([named('user:email-verified', ann)]);
    expect(await kept(ann)).toEqual({ audit: [], outbox: ['user:email-verified'] });
  });
});
