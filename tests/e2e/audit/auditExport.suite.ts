import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { expectSoon } from '../../support/expectSoon';
import { aSuperAdmin, aVerifiedOwner, type VerifiedOwner } from '../../support/app/members';
import type { Person } from '../../support/app/people';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
let ann: VerifiedOwner;
let ben: VerifiedOwner;
beforeAll(async () => {
  app = await TestApp.start();
  [ann, ben] = await Promise.all([aVerifiedOwner(app), aVerifiedOwner(app)]);
});
afterAll(() => app.stop());

const as = ({ accessToken: token }: Person) => ({ token });
const logs = ({ workspaceId }: VerifiedOwner, query: string) =>
  `/workspaces/${workspaceId}/audit-logs?${query}`;

/** Rows as they pile up in years. */
function past(owner: VerifiedOwner, rows: number, details: object): Promise<object[]> {
  return app.sql(
    `INSERT INTO audit_log (id, action, actor_id, workspace_id, target_type, target_id, details)
     SELECT ('018bcfe5-' || lpad(to_hex(n >> 16), 4, '0') || '-7' || lpad(to_hex(n & 4095), 3, '0') || '-8'
         || lpad(to_hex((n >> 12) & 15), 3, '0') || '-' || substr(md5($2::uuid::text || n), 1, 12))::uuid,
       'workspace.updated', $1, $2::uuid, 'workspace', $2::uuid, $3
     FROM generate_series(1, $4::int) n`,
    [owner.id, owner.workspaceId, details, rows],
  );
}

/** An answer that is read only when the test does. */
function open(owner: VerifiedOwner, query: string): Promise<IncomingMessage> {
  const headers = { Authorization: `Bearer ${owner.accessToken}` };
  return new Promise((resolve, reject) => {
    get(`${app.url}/api/v1${logs(owner, query)}`, { headers, agent: false }, resolve).once('error', reject);
  });
}
const exportsOf = async ({ workspaceId }: VerifiedOwner) =>
  app.sql<{ details: object }>(
    `SELECT details FROM audit_log WHERE workspace_id = $1 AND action = 'audit.exported' ORDER BY id DESC`,
    [workspaceId],
  );

describe('an export of the audit log', () => {
  it('holds all that the filter leaves, whatever the page size, and is recorded itself', async () => {
    await past(ann, 1_203, { name: 'Acme' });
    const query = 'action=workspace.updated&limit=2&format=ndjson';
    const answer = await app.get(logs(ann, query), as(ann)).expect(200).buffer().parse(asText);

    expect(answer.headers).toMatchObject({
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': 'attachment; filename="audit-log.ndjson"',
    });
    const entries = linesOf(answer.body).map((line) => JSON.parse(line) as { id: string; action: string });
    expect(new Set(entries.map(({ id }) => id)).size).toBe(1_203);
    const { body } = await app.get(logs(ann, 'action=workspace.updated&limit=1'), as(ann));
    expect(entries[0]).toEqual(body.data[0]);
    expect((await exportsOf(ann))[0]?.details).toEqual({
      format: 'ndjson',
      filter: ['action=workspace.updated'],
    });
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])(
    'I18 CSV defuses a cell that begins with %j',
    async (name) => {
      await app.sql(`UPDATE users SET first_name = $2, last_name = 'Smith "Sm", ith' WHERE id = $1`, [
        ben.id,
        name,
      ]);
      const answer = await app.get(logs(ben, 'action=workspace.created&format=csv'), as(ben)).expect(200);

      expect(answer.headers).toMatchObject({
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="audit-log.csv"',
      });
      const [head, row] = answer.text.split(/\r\n(?=id|01|$)/);
      expect(head).toBe(
        'id,time,action,actorId,actorName,actorEmail,targetType,targetId,workspaceId,changes,details,ip,userAgent,requestId',
      );
      const shown = `"'${name.trim()} Smith ""Sm"", ith"`;
      expect(row).toContain(
        `,workspace.created,${ben.id},${name.startsWith('\t') || name.startsWith('\r') ? '' : shown}`,
      );
      expect(row).not.toMatch(/(^|,)"?[=+\-@\t\r]/);
    },
  );

  it('has its head also when it has no row, and nothing for HEAD', async () => {
    const empty = await app.get(logs(ben, 'action=no.such&format=csv'), as(ben)).expect(200);
    expect(linesOf(empty.text)).toHaveLength(1);
    const before = await exportsOf(ben);
    const head = await fetch(`${app.url}/api/v1${logs(ben, 'format=csv')}`, {
      method: 'HEAD',
      headers: { Authorization: `Bearer ${ben.accessToken}` },
    });
    expect(head.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(await exportsOf(ben)).toEqual(before);
  });

  it('of the platform spans all workspaces', async () => {
    const root = await aSuperAdmin(app);
    const answer = await app.get('/audit-logs?action=workspace.created&format=csv', as(root)).expect(200);
    for (const { workspaceId } of [ann, ben]) expect(answer.text).toContain(workspaceId);
  });

  it('I10 starts nowhere but at the beginning', async () => {
    const page = await app.get(logs(ann, 'limit=1'), as(ann)).expect(200);
    const { body } = await app
      .get(logs(ann, `cursor=${page.body.meta.nextCursor}&format=csv`), as(ann))
      .expect(400);
    expect(body.code).toBe('VALIDATION_ERROR');
  });
});

describe('I19 exports that nobody reads', () => {
  it('are two at most, hold up nobody else, and make room when their readers leave', async () => {
    await past({ ...ann, workspaceId: ben.workspaceId }, 20_000, { name: 'x'.repeat(1_500) });
    const stalled = await Promise.all([open(ben, 'format=ndjson'), open(ben, 'format=csv')]);
    expect(stalled.map(({ statusCode }) => statusCode)).toEqual([200, 200]);

    const refused = await app.get(logs(ben, 'format=csv'), as(ben)).expect(429);
    expect(refused.body.code).toBe('EXPORT_LIMIT');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await app.get(logs(ann, 'format=csv'), as(ann)).expect(200);
    await app.get(logs(ben, 'limit=1'), as(ben)).expect(200);

    stalled[0]?.destroy();
    await expectSoon(async () => {
      const answer = await app.get(logs(ben, 'action=no.such&format=csv'), as(ben));
      expect(answer.status).toBe(200);
    }, 5_000);
    const rest = await text(stalled[1]);
    expect(linesOf(rest).length).toBeGreaterThan(20_000);
  });
});

function linesOf(body: string): string[] {
  return body.split('\n').slice(0, -1);
}

function asText(response: unknown, done: (error: Error | null, body: string) => void): void {
  void text(response as IncomingMessage).then((body) => done(null, body));
}
