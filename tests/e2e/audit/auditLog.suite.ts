import { randomUUID } from 'node:crypto';
import { faceOf } from '../../support/app/faceOf';
import { aMember, aSuperAdmin, aVerifiedOwner, type VerifiedOwner } from '../../support/app/members';
import type { Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
let ann: VerifiedOwner;
let ben: VerifiedOwner;
let root: Person;
beforeAll(async () => {
  app = await TestApp.start();
  [ann, ben, root] = await Promise.all([aVerifiedOwner(app), aVerifiedOwner(app), aSuperAdmin(app)]);
});
afterAll(() => app.stop());

const as = ({ accessToken: token }: Person, headers: Record<string, string> = {}) => ({ token, headers });
const logs = (workspaceId = ann.workspaceId) => `/workspaces/${workspaceId}/audit-logs`;

let plans = 0;
const aPlan = () => `plan-${(plans += 1)}`;

interface Entry {
  readonly id: string;
  readonly action: string;
  readonly workspaceId: string | null;
  readonly changes: object | null;
}

async function read(by: Person, path: string): Promise<Entry[]> {
  const { body } = await app.get(path, as(by)).expect(200);
  return body.data;
}
const actions = (entries: readonly Entry[]) => entries.map(({ action }) => action);

describe('the audit log of a workspace', () => {
  it('tells who did what to whom, from where, with what, what was before, and under which request', async () => {
    const member = await aMember(app, ann.workspaceId, 'member');
    const requestId = randomUUID();
    const headers = { 'X-Request-Id': requestId, 'User-Agent': 'a browser' };
    const path = `/workspaces/${ann.workspaceId}/members/${member.id}`;
    await app.call('patch', path, { role: 'admin' }, as(ann, headers)).expect(200);

    expect(await read(ann, `${logs()}?limit=1`)).toEqual([
      {
        id: expect.any(String),
        occurredAt: expect.stringMatching(/^\d{4}-.*Z$/),
        action: 'member.role-changed',
        actor: { id: ann.id, name: 'Ann Smith', email: ann.email },
        target: { type: 'user', id: member.id },
        workspaceId: ann.workspaceId,
        changes: { role: { before: 'member', after: 'admin' } },
        details: { userId: member.id, role: 'admin' },
        ip: '127.0.0.1',
        userAgent: 'a browser',
        requestId,
      },
    ]);
  });

  it('knows targets that are neither an account nor the workspace', async () => {
    const path = `/workspaces/${ben.workspaceId}/roles`;
    const made = await app.post(path, { name: 'Auditor', permissions: ['audit.read'] }, as(ben)).expect(201);
    const target = { type: 'role', id: made.body.data.id };
    expect(await read(ben, `${logs(ben.workspaceId)}?targetId=${target.id}`)).toMatchObject([
      { action: 'role.created', target },
    ]);
  });

  it('names no actor whose account the reader does not see', async () => {
    const path = `/workspaces/${ben.workspaceId}`;
    await app.call('patch', path, { name: 'Delta' }, as(root)).expect(200);
    const actor = { id: root.id, name: null, email: null };
    expect(await read(ben, `${logs(ben.workspaceId)}?limit=1`)).toMatchObject([{ actor }]);
    expect(await read(root, '/audit-logs?limit=1')).toMatchObject([
      { actor: { ...actor, email: root.email, name: 'Ann Smith' } },
    ]);
  });

  it('comes page by page, and stays in place while more happens', async () => {
    const all = await read(ann, `${logs()}?limit=100`);
    const first = await app.get(`${logs()}?limit=2`, as(ann)).expect(200);
    await app.call('patch', `/workspaces/${ann.workspaceId}`, { plan: aPlan() }, as(ann)).expect(200);
    const rest = await read(ann, `${logs()}?limit=100&cursor=${first.body.meta.nextCursor}`);

    expect([...first.body.data, ...rest]).toEqual(all);
    expect(all.map(({ id }) => id)).toEqual(
      all
        .map(({ id }) => id)
        .sort()
        .reverse(),
    );
    expect(actions(all)).toEqual(expect.arrayContaining(['workspace.created', 'member.joined']));
  });

  it('holds what belongs to the workspace and nothing else', async () => {
    const mine = await read(ann, `${logs()}?limit=100`);
    expect(new Set(mine.map(({ workspaceId }) => workspaceId))).toEqual(new Set([ann.workspaceId]));
  });

  it('G17 is closed to members, and not there for strangers', async () => {
    const member = await aMember(app, ann.workspaceId, 'member');
    const refused = await expectRefusal(app, () => app.get(logs(), as(member)), {
      status: 403,
      code: 'FORBIDDEN',
      writes: ['audit_log'],
    });
    expect(refused.body.details).toEqual([{ path: 'permission', message: 'audit.read' }]);
    const foreign = faceOf(await app.get(logs(), as(ben)));
    expect(foreign).toMatchObject({ status: 404 });
    expect(faceOf(await app.get(logs(randomUUID()), as(ben)))).toEqual(foreign);
    expect(faceOf(await app.get(logs('x'), as(ben)))).toEqual(foreign);
    for (const query of ['?format=csv', '?format=ndjson']) {
      expect(faceOf(await app.get(logs() + query, as(ben)))).toEqual(foreign);
    }
  });

  it('G3 does not lead out of the workspace by ids of another one', async () => {
    const [foreign] = await read(ben, `${logs(ben.workspaceId)}?limit=1`);
    const cursor = Buffer.from(randomUUID().replace(/^./, 'f')).toString('base64url');
    const all = await read(ann, `${logs()}?limit=100`);
    for (const query of [`actor=${ben.id}`, `targetId=${ben.workspaceId}`, `targetId=${foreign?.id}`]) {
      expect(await read(ann, `${logs()}?${query}`)).toEqual([]);
    }
    expect(await read(ann, `${logs()}?limit=100&cursor=${cursor}`)).toEqual(all);
    await app.get(`${logs()}?workspaceId=${ben.workspaceId}`, as(ann)).expect(400);
  });

  it('G17 cannot be changed by any of the two roles the application acts in', async () => {
    for (const role of ['portico_app', 'portico_system'])
      for (const act of ['UPDATE audit_log SET ip = NULL', 'DELETE FROM audit_log', 'TRUNCATE audit_log']) {
        const attempt = app.sql(`DO $$ BEGIN SET LOCAL ROLE ${role}; ${act}; END $$`);
        await expect(attempt).rejects.toMatchObject({ code: '42501' });
      }
  });
});

describe('its filters', () => {
  let before: string;
  let member: Person;
  beforeAll(async () => {
    before = new Date().toISOString();
    member = await aMember(app, ann.workspaceId, 'member');
    const path = `/workspaces/${ann.workspaceId}/members/${member.id}`;
    await app.call('patch', path, { role: 'viewer' }, as(ann, { 'X-Request-Id': 'one-request' })).expect(200);
    await app.call('patch', path, { role: 'admin' }, as(ann)).expect(200);
    await app.call('patch', `/workspaces/${ann.workspaceId}`, { plan: 'gold' }, as(member)).expect(200);
    await app
      .post(
        `/workspaces/${ann.workspaceId}/members/invite`,
        { email: 'eve@example.com', role: 'member' },
        as(ann),
      )
      .expect(201);
  });
  const CHANGED = 'member.role-changed';
  const found = async (query: string) => actions(await read(ann, `${logs()}?from=${before}&${query}`));

  it.each<[string, () => string, string[]]>([
    ['actor', () => `actor=${member.id}`, ['workspace.updated']],
    ['actor in capitals', () => `actor=${member.id.toUpperCase()}`, ['workspace.updated']],
    ['action', () => `action=${CHANGED}`, [CHANGED, CHANGED]],
    ['action, by its beginning', () => 'action=invite.*', ['invite.created']],
    ['beginning of an action that is no word of it', () => 'action=mem.*', []],
    ['target', () => `targetId=${member.id}`, [CHANGED, CHANGED]],
    ['kind of target', () => 'targetType=invitation', ['invite.created']],
    ['request', () => 'requestId=one-request', [CHANGED]],
    ['several at once', () => `actor=${ann.id}&action=member.*&requestId=one-request`, [CHANGED]],
    [
      'an end before anything',
      () => 'to=2999-01-01',
      ['invite.created', 'workspace.updated', CHANGED, CHANGED],
    ],
  ])('know the %s', async (_what, query, expected) => {
    expect(await found(query())).toEqual(expected);
  });

  it('take the beginning in and leave the end out, to the millisecond', async () => {
    const path = `/workspaces/${ben.workspaceId}`;
    await app.call('patch', path, { plan: aPlan() }, as(ben)).expect(200);
    const time = '2026-03-01T12:00:00.500Z';
    const madeThen = Date.parse(time).toString(16).padStart(12, '0').replace(/.{4}$/, '-$&');
    await app.sql(
      `UPDATE audit_log SET occurred_at = $2, id = ($3 || substr(id::text, 14))::uuid
       WHERE id = (SELECT id FROM audit_log WHERE workspace_id = $1 ORDER BY id DESC LIMIT 1)`,
      [ben.workspaceId, time, madeThen],
    );
    const between = (from: string, to: string) =>
      read(ben, `${logs(ben.workspaceId)}?from=2026-03-01T${from}&to=2026-03-01T${to}`);
    expect(await between('12:00:00.500Z', '12:00:00.501Z')).toHaveLength(1);
    expect(await between('11:00:00.000Z', '12:00:00.500Z')).toHaveLength(0);
    expect(await between('12:00:00.501Z', '13:00:00.000Z')).toHaveLength(0);
    expect(await between('13:00:00%2B01:00', '13:00:01%2B01:00')).toHaveLength(1);
  });

  it.each([
    ['an id that is none', 'actor=x', ['query.actor']],
    ['a pattern', 'action=*.created', ['query.action']],
    ['a quote', "action=a'%20OR%201=1", ['query.action']],
    ['no time', 'from=yesterday', ['query.from']],
    ['a year nobody stores', 'from=0000-01-01', ['query.from']],
    ['an end before the beginning', 'from=2026-02-01&to=2026-01-01', ['query.to']],
    ['another format', 'format=xml', ['query.format']],
    ['two formats', 'format=csv&format=csv', ['query.format']],
    ['NUL', 'requestId=%00', ['query.requestId']],
    ['what is no filter', 'ip=127.0.0.1', ['query.ip']],
    ['several faults', 'actor=x&targetId=y&limit=0', ['query.actor', 'query.limit', 'query.targetId']],
  ])('I10 refuse %s', async (_what, query, paths) => {
    const { body } = await app.get(`${logs()}?${query}`, as(ann)).expect(400);
    expect(body.code).toBe('VALIDATION_ERROR');
    const named = new Set(body.details.map(({ path }: { path: string }) => path));
    expect(named).toEqual(new Set(paths));
  });
});

describe('the audit log of the platform', () => {
  it('shows a super admin all workspaces, and what belongs to none', async () => {
    const everything = await read(root, '/audit-logs?limit=100');
    const seen = new Set(everything.map(({ workspaceId }) => workspaceId));
    expect([...seen]).toEqual(expect.arrayContaining([ann.workspaceId, ben.workspaceId, null]));
    const one = await read(root, `/audit-logs?workspaceId=${ben.workspaceId}&action=workspace.created`);
    expect(one).toMatchObject([
      { workspaceId: ben.workspaceId, target: { type: 'workspace', id: ben.workspaceId } },
    ]);
  });

  it('is closed to everybody else', async () => {
    const refusal = { status: 403, code: 'FORBIDDEN', writes: ['audit_log'] };
    await expectRefusal(app, () => app.get('/audit-logs', as(ann)), refusal);
    await app.get('/audit-logs').expect(401);
  });
});

describe('what edits leave behind', () => {
  it('is what was before and after', async () => {
    await app.call('patch', '/users/me', { firstName: 'Anna' }, as(ann)).expect(200);
    expect(await read(root, `/audit-logs?actor=${ann.id}&action=user.profile-changed`)).toMatchObject([
      { changes: { firstName: { before: 'Ann', after: 'Anna' } } },
    ]);
  });
});
