import { Client } from 'pg';
import type { Scope } from '../../../../src/core/application/UnitOfWork';
import type { UserId, WorkspaceId } from '../../../../src/core/domain/ids';
import { StrayStatement } from '../../../../src/core/infrastructure/database/Database';
import { SequelizeUnitOfWork } from '../../../../src/core/infrastructure/database/SequelizeUnitOfWork';
import { SqlJobs } from '../../../../src/core/infrastructure/jobs/SqlJobs';
import { WakeUp } from '../../../../src/core/infrastructure/jobs/WakeUp';
import { AsyncRequestContext } from '../../../../src/core/infrastructure/system/AsyncRequestContext';
import { AesGcmSealer } from '../../../../src/core/infrastructure/system/AesGcmSealer';
import { CryptoRandom } from '../../../../src/core/infrastructure/system/CryptoRandom';
import { MigratedDatabase } from '../../../support/postgres/MigratedDatabase';
import { silentLog } from '../../../support/silentLog';

const random = new CryptoRandom();

/** One company: a workspace, its owner, and one row about them in every table behind the wall. */
interface Company {
  readonly name: string;
  readonly workspaceId: WorkspaceId;
  readonly userId: UserId;
}

const acme: Company = { name: 'acme', workspaceId: random.id(), userId: random.id() };
const byte: Company = { name: 'byte', workspaceId: random.id(), userId: random.id() };
const system: Scope = { as: 'system', for: 'testing' };
const memberOf = ({ userId, workspaceId }: Company): Scope => ({ as: 'member', userId, workspaceId });
const nobody: Scope = { as: 'account', userId: random.id() };

/** Every table behind the wall, and what tells whose a row is. */
const WALLED = {
  workspaces: 'id',
  memberships: 'workspace_id',
  users: 'id',
  sessions: 'user_id',
  audit_log: 'workspace_id',
  outbox: 'workspace_id',
  workspace_feeds: 'workspace_id',
  idempotency_keys: 'user_id',
} as const;
type Table = keyof typeof WALLED;
const tables = Object.keys(WALLED) as Table[];
const keyOf = (table: Table, { userId, workspaceId }: Company): string =>
  table === 'users' || WALLED[table] === 'user_id' ? userId : workspaceId;

let db: MigratedDatabase;
beforeAll(async () => {
  db = await MigratedDatabase.create();
  for (const company of [acme, byte]) await found(company);
});
afterAll(() => db.drop());

async function found({ name, workspaceId, userId }: Company): Promise<void> {
  await db.sql(`INSERT INTO users (id, email, first_name, last_name) VALUES ($1, $2, $3, 'Owner')`, [
    userId,
    `owner@${name}.example`,
    name,
  ]);
  await db.sql('INSERT INTO workspaces (id, name, slug) VALUES ($1, $2, $2)', [workspaceId, name]);
  await db.sql(`INSERT INTO memberships (workspace_id, user_id, role) VALUES ($1, $2, 'owner')`, [
    workspaceId,
    userId,
  ]);
  await db.sql(
    `INSERT INTO sessions (id, user_id, workspace_id, expires_at, ends_at) VALUES ($1, $2, $3, now(), now())`,
    [random.id(), userId, workspaceId],
  );
  await db.sql(
    `INSERT INTO audit_log (id, action, subject_id, workspace_id, details) VALUES ($1, 'founded', $2, $3, '{}')`,
    [random.id(), userId, workspaceId],
  );
  await db.sql(
    `INSERT INTO outbox (id, workspace_id, seq, name, payload) VALUES ($1, $2, 1, 'founded', '{}')`,
    [random.id(), workspaceId],
  );
  await db.sql('INSERT INTO workspace_feeds (workspace_id, head_seq) VALUES ($1, 1)', [workspaceId]);
  await db.sql(`INSERT INTO idempotency_keys (user_id, call_hash, sealed) VALUES ($1, 'call', 'answer')`, [
    userId,
  ]);
}

/** Whose rows a scope sees. */
async function seen(scope: Scope, table: Table): Promise<string[]> {
  const rows = await db.unit.run(scope, () =>
    db.database.rows<{ owner: string }>(`SELECT ${WALLED[table]} AS owner FROM ${table}`),
  );
  return [...new Set(rows.map(({ owner }) => owner))].sort();
}

/** What became of a statement: the rows it touched, or the SQLSTATE it was refused with. */
async function outcome(scope: Scope, sql: string, values: unknown[] = []): Promise<number | string> {
  return db.unit
    .run(scope, () => db.database.write(sql, values))
    .catch((error: unknown) => (error as { parent: { code: string } }).parent.code);
}

async function checksum(table: Table, company: Company): Promise<unknown> {
  return db.sql(`SELECT md5(string_agg(t::text, '')) FROM ${table} t WHERE ${WALLED[table]} = $1`, [
    keyOf(table, company),
  ]);
}

describe.each([
  [acme, byte],
  [byte, acme],
])('a member of $name', (mine, theirs) => {
  it.each(tables)('reads the own rows of %s, and no other', async (table) => {
    expect(await seen(memberOf(mine), table)).toEqual([keyOf(table, mine)]);
  });

  it.each(tables)('cannot change a foreign row of %s', async (table) => {
    const before = await checksum(table, theirs);
    const key = WALLED[table];
    const update = await outcome(memberOf(mine), `UPDATE ${table} SET ${key} = ${key} WHERE ${key} = $1`, [
      keyOf(table, theirs),
    ]);

    expect([0, '42501']).toContain(update);
    expect(await checksum(table, theirs)).toEqual(before);
  });

  it.each(tables)('cannot delete a foreign row of %s', async (table) => {
    const removed = await outcome(memberOf(mine), `DELETE FROM ${table} WHERE ${WALLED[table]} = $1`, [
      keyOf(table, theirs),
    ]);

    expect([0, '42501']).toContain(removed);
    expect(await seen(system, table)).toContain(keyOf(table, theirs));
  });

  it.each<[string, string, () => unknown[]]>([
    [
      'a membership',
      `INSERT INTO memberships (workspace_id, user_id, role) VALUES ($1, $2, 'owner')`,
      () => [theirs.workspaceId, mine.userId],
    ],
    [
      'an audit row',
      `INSERT INTO audit_log (id, action, workspace_id, details) VALUES ($2, 'forged', $1, '{}')`,
      () => [theirs.workspaceId, random.id()],
    ],
    [
      'an event',
      `INSERT INTO outbox (id, workspace_id, name, payload) VALUES ($2, $1, 'forged', '{}')`,
      () => [theirs.workspaceId, random.id()],
    ],
    [
      'a session',
      `INSERT INTO sessions (id, user_id, expires_at, ends_at) VALUES ($2, $1, now(), now())`,
      () => [theirs.userId, random.id()],
    ],
    [
      'an answer',
      `INSERT INTO idempotency_keys (user_id, call_hash, sealed) VALUES ($1, 'forged', 'forged')`,
      () => [theirs.userId],
    ],
  ])('cannot put %s into the other company', async (_what, sql, values) => {
    expect(await outcome(memberOf(mine), sql, values())).toBe('42501');
  });

  it.each<[Table, string]>([
    ['memberships', 'workspace_id'],
    ['sessions', 'user_id'],
    ['idempotency_keys', 'user_id'],
    ['users', 'id'],
    ['workspaces', 'id'],
  ])('cannot hand an own row of %s to the other company', async (table, column) => {
    const foreign = column === 'workspace_id' ? theirs.workspaceId : random.id();
    const moved = await outcome(memberOf(mine), `UPDATE ${table} SET ${column} = $1`, [foreign]);

    expect(moved).toBe('42501');
  });

  it('can owe work without seeing what is owed', async () => {
    const jobs = new SqlJobs(
      db.database,
      db.unit,
      new AesGcmSealer('a key for tests, 32 bytes at the least'),
      random,
      new AsyncRequestContext(),
      new WakeUp(),
    );
    await db.unit.run(memberOf(mine), () =>
      jobs.enqueue({ kind: `of ${mine.name}`, payload: {}, key: mine.name }),
    );

    expect(await outcome(memberOf(mine), 'DELETE FROM jobs')).toBe('42501');
    expect(await outcome(memberOf(mine), 'UPDATE jobs SET attempts = attempts')).toBe('42501');
    expect(await db.sql('SELECT kind FROM jobs WHERE dedupe_key = $1', [mine.name])).toEqual([
      { kind: `of ${mine.name}` },
    ]);
  });
});

describe('a colleague', () => {
  const guest: Company = { name: 'guest', workspaceId: acme.workspaceId, userId: random.id() };
  beforeAll(async () => {
    await db.sql(
      `INSERT INTO users (id, email, first_name, last_name) VALUES ($1, 'guest@acme.example', 'G', 'G')`,
      [guest.userId],
    );
    await db.sql(`INSERT INTO memberships (workspace_id, user_id, role) VALUES ($1, $2, 'viewer')`, [
      acme.workspaceId,
      guest.userId,
    ]);
  });
  afterAll(async () => {
    await db.sql('DELETE FROM memberships WHERE user_id = $1', [guest.userId]);
    await db.sql('DELETE FROM users WHERE id = $1', [guest.userId]);
  });

  it('sees who is in the workspace, and nobody else', async () => {
    expect(await seen(memberOf(guest), 'users')).toEqual([acme.userId, guest.userId].sort());
  });

  it('neither sees nor ends the sessions of another one', async () => {
    expect(await seen(memberOf(guest), 'sessions')).toEqual([]);
    expect(await outcome(memberOf(guest), 'UPDATE sessions SET ended_at = now()')).toBe('42501');
  });

  it.each([
    ['memberships', 'workspace_id', `'${acme.workspaceId}'`],
    ['memberships', 'user_id', `'${acme.userId}'`],
    ['memberships', 'joined_at', 'now()'],
    ['memberships', 'last_used_at', 'now()'],
    ['workspaces', 'id', `'${acme.workspaceId}'`],
    ['workspaces', 'status', `'active'`],
    ['workspaces', 'created_at', 'now()'],
    ['sessions', 'expires_at', 'now()'],
  ])('in %s cannot decide over %s', async (table, column, value) => {
    expect(await outcome(memberOf(guest), `UPDATE ${table} SET ${column} = ${value}`)).toBe('42501');
  });

  it('admits nobody', async () => {
    const admit = `INSERT INTO memberships (workspace_id, user_id, role) VALUES ($1, $2, 'viewer')`;
    expect(await outcome(memberOf(guest), admit, [acme.workspaceId, byte.userId])).toBe('42501');
  });

  it('G21 cannot delete what was counted of invitations', async () => {
    expect(await outcome(memberOf(guest), 'DELETE FROM invitation_quotas')).toBe('42501');
  });

  it('edits no account but the own', async () => {
    expect(await outcome(memberOf(guest), 'UPDATE users SET avatar_url = NULL')).toBe(1);
  });

  describe.each<[string, Scope]>([
    ['in a workspace', memberOf(guest)],
    ['without one', { as: 'account', userId: guest.userId }],
  ])('%s', (_where, scope) => {
    it.each([
      ['platform_role', `'super_admin'`],
      ['status', `'active'`],
      ['email', `'owner@byte.example'`],
      ['email_verified', 'true'],
      ['deleted_at', 'NULL'],
      ['last_login_at', 'now()'],
      ['created_at', 'now()'],
    ])('cannot decide over %s of the own account', async (column, value) => {
      const own = `WHERE id = '${guest.userId}'`;
      const before = await checksum('users', guest);

      expect(await outcome(scope, `UPDATE users SET ${column} = ${value} ${own}`)).toBe('42501');
      expect(await outcome(scope, `UPDATE users SET first_name = 'G', ${column} = ${value} ${own}`)).toBe(
        '42501',
      );
      expect(await checksum('users', guest)).toEqual(before);
    });

    it('edits the own name and picture', async () => {
      const edit = `UPDATE users SET first_name = 'G', last_name = 'G', avatar_url = NULL, version = version`;
      expect(await outcome(scope, `${edit}, updated_at = updated_at`)).toBe(1);
    });
  });
});

describe('an account without a workspace in its scope', () => {
  it('sees what is its own in every workspace, and nothing of the people there', async () => {
    const scope: Scope = { as: 'account', userId: acme.userId };

    expect(await seen(scope, 'users')).toEqual([acme.userId]);
    expect(await seen(scope, 'workspaces')).toEqual([acme.workspaceId]);
    expect(await seen(scope, 'memberships')).toEqual([acme.workspaceId]);
    expect(await seen(scope, 'outbox')).toEqual([]);
    expect(await seen(scope, 'audit_log')).toEqual([]);
  });

  it('changes nothing of a workspace', async () => {
    const scope: Scope = { as: 'account', userId: acme.userId };

    expect(await outcome(scope, `UPDATE workspaces SET name = 'x'`)).toBe(0);
    expect(await outcome(scope, `UPDATE memberships SET role = 'viewer'`)).toBe(0);
    expect(await outcome(scope, 'DELETE FROM memberships')).toBe(0);
  });
});

describe('G19 without a scope', () => {
  it.each(tables)('a stranger sees nothing of %s', async (table) => {
    expect(await seen(nobody, table)).toEqual([]);
  });

  it.each(tables)(
    'the walled role alone sees nothing of %s, right after a member did on the same connection',
    async (table) => {
      const client = new Client({ connectionString: db.url });
      await client.connect();
      await client.query(`BEGIN; SET LOCAL ROLE portico_app; SELECT set_config('app.user_id', '${acme.userId}', true),
      set_config('app.workspace_id', '${acme.workspaceId}', true)`);
      const member = await client.query(`SELECT 1 FROM ${table}`);
      await client.query('COMMIT');
      const nobodys = await client.query(
        `BEGIN; SET LOCAL ROLE portico_app; SELECT count(*)::int AS rows FROM ${table}`,
      );
      await client.end();

      expect(member.rows.length).toBeGreaterThan(0);
      expect((nobodys as unknown as { rows: unknown }[])[2]?.rows).toEqual([{ rows: 0 }]);
    },
  );

  it('a pool of one connection keeps nothing of a member for whoever comes next', async () => {
    const one = db.open(1);
    const read = () => one.rows('SELECT workspace_id FROM memberships');
    const unit = new SequelizeUnitOfWork(one, silentLog);

    expect(await unit.run(memberOf(acme), read)).toEqual([{ workspace_id: acme.workspaceId }]);
    await expect(read()).rejects.toThrow(StrayStatement);
    expect(await unit.run(nobody, read)).toEqual([]);
    await expect(unit.run(memberOf(acme), () => one.rows('SELECT 1 / 0'))).rejects.toThrow();
    expect(await unit.run(nobody, read)).toEqual([]);
  });

  it('the login itself reaches no table, and may take on two roles only', async () => {
    const all = await db.sql<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`,
    );
    const client = new Client({ connectionString: db.url });
    await client.connect();
    const answers = new Map<string, string>();
    for (const { name } of all) {
      const answer = await client.query(`SELECT 1 FROM ${name}`).then(
        () => 'read',
        (error: unknown) => (error as { code: string }).code,
      );
      answers.set(name, answer);
    }
    const roles = await client.query<{ rolname: string }>(
      `SELECT rolname FROM pg_roles WHERE pg_has_role(current_user, oid, 'SET') AND rolname <> current_user ORDER BY 1`,
    );
    await client.end();

    expect(all.length).toBeGreaterThan(10);
    expect(new Set(answers.values())).toEqual(new Set(['42501']));
    expect(roles.rows.map(({ rolname }) => rolname)).toEqual(['portico_app', 'portico_system']);
  });
});

describe('the wall itself', () => {
  it('stands around every table with a workspace, against its owner too', async () => {
    const open = await db.sql(
      `SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspace_id'
       WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
         AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
    );
    expect(open).toEqual([]);
  });

  it('lets the walled role touch no table without policies, but to leave a note', async () => {
    const grants = await db.sql<{ grant: string }>(
      `SELECT c.relname || ' ' || p.privilege AS grant FROM pg_class c,
         unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) AS p(privilege)
       WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND NOT c.relrowsecurity
         AND CASE WHEN p.privilege IN ('DELETE', 'TRUNCATE', 'TRIGGER')
           THEN has_table_privilege('portico_app', c.oid, p.privilege)
           ELSE has_any_column_privilege('portico_app', c.oid, p.privilege) END`,
    );
    const held = grants.map((row) => row.grant);
    expect(held).toContain('jobs INSERT');
    expect(held.filter((one) => !one.endsWith(' INSERT'))).toEqual([]);
  });

  it.each<[string, Scope]>([
    ['walled', memberOf(acme)],
    ['system', system],
  ])('G17 lets the %s role add to the audit log and never change it', async (_role, scope) => {
    const add = `INSERT INTO audit_log (id, action, workspace_id, details) VALUES ($1, 'added', $2, '{}')`;

    expect(await outcome(scope, add, [random.id(), acme.workspaceId])).toBe(1);
    expect(await outcome(scope, `UPDATE audit_log SET action = 'other'`)).toBe('42501');
    expect(await outcome(scope, 'DELETE FROM audit_log')).toBe('42501');
    expect(await outcome(scope, 'TRUNCATE audit_log')).toBe('42501');
  });

  it('G20 knows no second membership, and no second event of one number', async () => {
    const again = `INSERT INTO memberships (workspace_id, user_id, role) VALUES ($1, $2, 'viewer')`;
    const event = `INSERT INTO outbox (id, workspace_id, seq, name, payload) VALUES ($2, $1, 1, 'again', '{}')`;

    expect(await outcome(system, again, [acme.workspaceId, acme.userId])).toBe('23505');
    expect(await outcome(system, event, [acme.workspaceId, random.id()])).toBe('23505');
  });

  it('G20 knows no membership of a workspace or an account that is not there, although nobody may look', async () => {
    const orphan = `INSERT INTO memberships (workspace_id, user_id, role) VALUES ($1, $2, 'viewer')`;

    expect(await outcome(system, orphan, [acme.workspaceId, random.id()])).toBe('23503');
    expect(await outcome(system, orphan, [random.id(), acme.userId])).toBe('23503');
  });
});
