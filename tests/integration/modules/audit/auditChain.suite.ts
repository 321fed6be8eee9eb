import { randomUUID } from 'node:crypto';
import { asId, type WorkspaceId } from '../../../../src/core/domain/ids';
import { HmacAuditSigner } from '../../../../src/core/infrastructure/system/HmacAuditSigner';
import { SequelizeUnitOfWork } from '../../../../src/core/infrastructure/database/SequelizeUnitOfWork';
import { SqlAuditTrail } from '../../../../src/core/infrastructure/database/SqlAuditTrail';
import { AuditHeads } from '../../../../src/modules/audit/application/AuditHeads';
import { ExtendAuditChain } from '../../../../src/modules/audit/application/ExtendAuditChain';
import { VerifyAuditLog } from '../../../../src/modules/audit/application/VerifyAuditLog';
import { linkText, rowColumns, type Head, type RowText } from '../../../../src/modules/audit/domain/chain';
import { SqlAuditChain } from '../../../../src/modules/audit/infrastructure/SqlAuditChain';
import { SqlChainReading } from '../../../../src/modules/audit/infrastructure/SqlChainReading';
import { ROW_TEXT } from '../../../../src/modules/audit/infrastructure/rowText';
import { silentLog } from '../../../support/silentLog';
import { PostgresSurroundings } from '../../../support/surroundings/PostgresSurroundings';

const FORMER = new HmacAuditSigner('the key of last year, long enough');
const FORGED = new HmacAuditSigner('what somebody without the key uses');

let around: PostgresSurroundings;
let extend: ExtendAuditChain;
let reading: SqlChainReading;
let acme: WorkspaceId;
let beta: WorkspaceId;

beforeAll(async () => {
  around = await PostgresSurroundings.open();
  const { unit, database, signer } = around;
  extend = new ExtendAuditChain(unit, new SqlAuditChain(database), signer);
  reading = new SqlChainReading(database, unit);
});
afterAll(() => around.close());

beforeEach(async () => {
  await around.sql('TRUNCATE audit_log, audit_chain, audit_unchained');
  [acme, beta] = [asId(randomUUID()), asId(randomUUID())];
  for (const workspaceId of [acme, beta, null]) await write(workspaceId, 4);
  await chainAll();
});

async function write(workspaceId: WorkspaceId | null, rows: number): Promise<void> {
  const entry = { actorId: null, subjectId: null, workspaceId };
  for (let n = 0; n < rows; n += 1) {
    const details = { z: n, name: 'Ünïcode "quoted"', nested: { b: [1.5, null], a: 1e21 }, gone: undefined };
    await around.audit.append([{ ...entry, action: 'workspace.updated', details }]);
  }
}

async function chainAll(): Promise<void> {
  while (await extend.execute());
}

async function verdict({
  chainId = null,
  earlier = [],
  formerly = [],
  signer = around.signer,
}: {
  chainId?: string | null;
  earlier?: Head[];
  formerly?: HmacAuditSigner[];
  signer?: HmacAuditSigner;
} = {}) {
  const verify = new VerifyAuditLog(reading, signer);
  return verify.execute({ chainId, earlier, formerly, progress: () => undefined });
}

const faults = async (options?: Parameters<typeof verdict>[0]) => (await verdict(options)).faults;
const heads = () => new AuditHeads(reading).execute();
const sql = (text: string, values: unknown[] = []) => around.sql<{ id: string }>(text, values);

/** The row at that place of Acme's chain. */
async function rowAt(number: number): Promise<string> {
  const [row] = await sql('SELECT entry_id AS id FROM audit_chain WHERE chain_id = $1 AND number = $2', [
    acme,
    number,
  ]);
  return row?.id ?? '';
}

describe('the chain', () => {
  it('numbers the rows of each workspace, and those of the platform, without gaps, and is intact', async () => {
    const rows = await around.sql(
      `SELECT chain_id, array_agg(number::int ORDER BY number) AS numbers FROM audit_chain GROUP BY chain_id`,
    );
    expect(rows).toHaveLength(3);
    expect(rows).toEqual(rows.map((row) => ({ ...row, numbers: [1, 2, 3, 4] })));
    expect(await verdict()).toEqual({ links: 12, waiting: 0, faultCount: 0, faults: [] });
    expect(await verdict({ chainId: acme })).toMatchObject({ links: 4, faultCount: 0 });
  });

  it('signs every column there is', async () => {
    const [row] = await around.sql<Record<string, unknown>>('SELECT * FROM audit_log LIMIT 1');
    const named = rowColumns.map((column) =>
      column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    );
    expect(new Set(Object.keys(row ?? {}))).toEqual(new Set(named));
  });

  it('grows without gaps or doubles however many processes chain at once', async () => {
    const others = Array.from({ length: 3 }, () => {
      const unit = new SequelizeUnitOfWork(around.database, silentLog);
      return new ExtendAuditChain(unit, new SqlAuditChain(around.database), around.signer);
    });
    await Promise.all([
      ...Array.from({ length: 10 }, () => write(acme, 3)),
      ...others.flatMap((other) => Array.from({ length: 5 }, () => other.execute())),
    ]);
    await chainAll();
    expect(await verdict()).toEqual({ links: 42, waiting: 0, faultCount: 0, faults: [] });
  });

  it('knows rows that still wait for their link', async () => {
    await write(acme, 2);
    expect(await verdict()).toMatchObject({ links: 12, waiting: 2, faultCount: 0 });
  });

  it('G17 is only appended to by the application', async () => {
    for (const act of [
      'UPDATE audit_chain SET number = 9',
      'DELETE FROM audit_chain',
      'TRUNCATE audit_chain',
    ]) {
      const attempt = around.sql(`DO $$ BEGIN SET LOCAL ROLE portico_system; ${act}; END $$`);
      await expect(attempt).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('somebody who can write the database', () => {
  it.each([
    [`action = 'login.succeeded'`],
    [`details = details || '{"name": "Eve"}'`],
    [`details = jsonb_set(details, '{z}', '1.00000000000000000001')`],
    [`occurred_at = occurred_at + interval '1 microsecond'`],
    [`actor_id = gen_random_uuid()`],
    [`ip = '10.0.0.1'`],
    [`seal = '\\x00'`],
  ])('alters a row: SET %s', async (change) => {
    const id = await rowAt(2);
    await sql(`UPDATE audit_log SET ${change} WHERE id = $1`, [id]);
    expect(await faults()).toContainEqual({ kind: 'altered', workspaceId: acme, number: 2, entryId: id });
    expect(await faults({ chainId: beta })).toEqual([]);
  });

  it('alters a row and signs it anew, without the key', async () => {
    const id = await rowAt(4);
    await sql(`UPDATE audit_log SET action = 'login.succeeded' WHERE id = $1`, [id]);
    const [row] = await around.sql<RowText>(`SELECT ${ROW_TEXT} FROM audit_log a WHERE id = $1`, [id]);
    const before = await around.sql<{ mac: string }>(
      `SELECT encode(mac, 'hex') AS mac FROM audit_chain WHERE chain_id = $1 AND number = 3`,
      [acme],
    );
    const mac = FORGED.sign(
      'link',
      linkText(before[0]?.mac ?? '', { chainId: acme, number: 4 }, row as RowText),
    );
    await sql(`UPDATE audit_chain SET mac = decode($2, 'hex') WHERE entry_id = $1`, [id, mac]);
    expect(await faults()).toContainEqual({ kind: 'altered', workspaceId: acme, number: 4, entryId: id });
  });

  it('removes a row', async () => {
    const id = await rowAt(3);
    await sql('DELETE FROM audit_log WHERE id = $1', [id]);
    expect(await faults()).toEqual([{ kind: 'removed', workspaceId: acme, number: 3, entryId: id }]);
  });

  it('removes a row before it has a link', async () => {
    await write(acme, 1);
    const [row] = await sql(
      'DELETE FROM audit_log USING audit_unchained u WHERE id = u.entry_id RETURNING id',
    );
    await chainAll();
    expect(await faults()).toEqual([{ kind: 'removed', workspaceId: null, number: null, entryId: row?.id }]);
  });

  it('removes a row and its link', async () => {
    const id = await rowAt(1);
    await sql('DELETE FROM audit_log WHERE id = $1', [id]);
    await sql('DELETE FROM audit_chain WHERE entry_id = $1', [id]);
    expect(await faults()).toEqual([{ kind: 'removed', workspaceId: acme, number: 1, entryId: null }]);
  });

  it('removes a row and its link, and closes the gap', async () => {
    const id = await rowAt(2);
    await sql('DELETE FROM audit_log WHERE id = $1', [id]);
    await sql('DELETE FROM audit_chain WHERE entry_id = $1', [id]);
    await sql('UPDATE audit_chain SET number = number - 1 WHERE chain_id = $1 AND number = 3', [acme]);
    await sql('UPDATE audit_chain SET number = number - 1 WHERE chain_id = $1 AND number = 4', [acme]);
    expect((await faults()).map(({ kind, number }) => [kind, number])).toEqual([
      ['altered', 2],
      ['altered', 3],
    ]);
  });

  it('inserts a row, whether it was chained already or waits for that or was kept from it', async () => {
    const insert = `INSERT INTO audit_log (id, action, workspace_id, details) VALUES (gen_random_uuid(), 'member.removed', $1, '{}') RETURNING id`;
    const [chained] = await sql(insert, [acme]);
    await chainAll();
    const [waiting] = await sql(insert, [acme]);
    const [hidden] = await sql(insert, [acme]);
    await sql('DELETE FROM audit_unchained WHERE entry_id = $1', [hidden?.id]);

    const found = await faults();
    expect(found.map(({ kind }) => kind)).toEqual(['inserted', 'inserted', 'inserted']);
    expect(new Set(found.map(({ entryId }) => entryId))).toEqual(
      new Set([chained?.id, waiting?.id, hidden?.id]),
    );
  });

  it('writes a row again that the application had written, under another id', async () => {
    const [copy] = await sql(
      `INSERT INTO audit_log SELECT (r).* FROM (SELECT jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid())) AS r
       FROM audit_log a WHERE a.id = $1) x RETURNING id`,
      [await rowAt(2)],
    );
    await chainAll();
    expect(await faults()).toEqual([{ kind: 'inserted', workspaceId: acme, number: 5, entryId: copy?.id }]);
  });

  it('takes links away from rows', async () => {
    const id = await rowAt(4);
    await sql('DELETE FROM audit_chain WHERE entry_id = $1', [id]);
    expect(await faults()).toEqual([{ kind: 'unlinked', workspaceId: acme, number: null, entryId: id }]);
  });

  it('cuts off the end of a chain, which an earlier head tells, also when it has grown again', async () => {
    const earlier = await heads();
    await sql('DELETE FROM audit_log WHERE id = ANY ($1)', [[await rowAt(3), await rowAt(4)]]);
    await sql('DELETE FROM audit_chain WHERE chain_id = $1 AND number > 2', [acme]);
    const cutOff = { kind: 'cut-off', workspaceId: acme, number: 4 };

    expect(await faults()).toEqual([]);
    expect(await faults({ earlier })).toEqual([{ ...cutOff, entryId: null }]);
    expect(await faults({ earlier, chainId: beta })).toEqual([]);
    await write(acme, 3);
    await chainAll();
    expect(await faults({ earlier })).toEqual([{ ...cutOff, entryId: await rowAt(4) }]);
  });

  it('removes a whole chain, which an earlier head tells', async () => {
    const earlier = await heads();
    await sql('DELETE FROM audit_log WHERE workspace_id IS NULL');
    await sql('DELETE FROM audit_chain USING audit_chain o WHERE audit_chain.chain_id = $1', [
      earlier[0]?.chainId,
    ]);
    expect(await faults({ earlier })).toEqual([
      { kind: 'cut-off', workspaceId: null, number: 4, entryId: null },
    ]);
  });

  it('is not believed when they wrote everything anew with a key of their own', async () => {
    expect((await verdict({ signer: FORGED })).faultCount).toBe(24);
  });
});

describe('a new key', () => {
  beforeEach(() => sql('TRUNCATE audit_log, audit_chain, audit_unchained'));

  const underKey = async (signer: HmacAuditSigner, rows: number) => {
    const { unit, database, random, context } = around;
    const audit = new SqlAuditTrail(database, unit, random, context, signer);
    for (let n = 0; n < rows; n += 1)
      await audit.append([{ action: 'a.b', actorId: null, subjectId: null, workspaceId: acme, details: {} }]);
    while (await new ExtendAuditChain(unit, new SqlAuditChain(database), signer).execute());
  };

  it('goes on with the chain, and the former one proves what is older', async () => {
    await underKey(FORMER, 3);
    await underKey(around.signer, 2);
    expect(await faults({ formerly: [FORMER] })).toEqual([]);
    expect((await verdict()).faultCount).toBeGreaterThan(0);
  });

  it('makes the former one worthless for links after the change', async () => {
    await underKey(FORMER, 1);
    await underKey(around.signer, 1);
    await underKey(FORMER, 1);
    expect((await faults({ formerly: [FORMER] })).map(({ kind, number }) => [kind, number])).toEqual([
      ['altered', 3],
    ]);
  });
});
