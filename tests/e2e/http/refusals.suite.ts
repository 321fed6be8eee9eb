import { randomUUID } from 'node:crypto';
import request, { type Test } from 'supertest';
import { faceOf } from '../../support/app/faceOf';
import { claimsOf } from '../../support/app/forgedToken';
import { anOwner, aPerson, type Person } from '../../support/app/people';
import { FAULT, probeModule } from '../../support/app/probeModule';
import { expectRefusal } from '../../support/app/refusal';
import { tablesChanged } from '../../support/app/tableCounts';
import { TestApp } from '../../support/app/TestApp';
import { rawRequest, wire } from '../../support/http/rawRequest';

let app: TestApp;
let ann: Person;
let ben: Person;
beforeAll(async () => {
  app = await TestApp.start({}, [probeModule]);
  ann = await anOwner(app);
  ben = await anOwner(app);
});
afterAll(() => app.stop());

const GOOD = { title: 'The Trial', pages: 255 };
const write = (workspaceId: unknown, body: object, token?: string, headers: Record<string, string> = {}) =>
  app.post(`/probe/${String(workspaceId)}/books`, body, { token, headers });

describe('refusals come in one order', () => {
  const WRONG = { pages: 'many', surprise: true };
  const EVIL = { Origin: 'https://evil.example' };

  it('401 before all that follows', async () => {
    await write('nonsense', WRONG, undefined, EVIL).expect(401, /TOKEN_MISSING/);
    await write(ann.workspaceId, WRONG, 'a.b.c', EVIL).expect(401, /TOKEN_INVALID/);
  });

  it('then 404 for a workspace one is not in', async () => {
    await write(ann.workspaceId, WRONG, ben.accessToken, EVIL).expect(404);
  });

  it('then 403 for a page of a foreign origin, or a missing permission, which is named', async () => {
    const viewer = await anOwner(app);
    await app.sql(`UPDATE memberships SET role = 'viewer' WHERE user_id = $1`, [viewer.id]);
    await write(viewer.workspaceId, WRONG, viewer.accessToken, EVIL).expect(403, /ORIGIN_REFUSED/);
    const answer = await expectRefusal(app, () => write(viewer.workspaceId, WRONG, viewer.accessToken), {
      status: 403,
      code: 'FORBIDDEN',
      writes: ['audit_log'],
    });
    expect(answer.body.details).toEqual([{ path: 'permission', message: 'roles.manage' }]);
    const audited = await app.sql(
      'SELECT action, workspace_id, details FROM audit_log WHERE request_id = $1',
      [answer.body.requestId],
    );
    expect(audited).toEqual([
      {
        action: 'access.denied',
        workspace_id: viewer.workspaceId,
        details: { code: 'FORBIDDEN', permission: 'roles.manage' },
      },
    ]);
    const asText = write(viewer.workspaceId, GOOD, viewer.accessToken).type('text/plain');
    await asText.send('{}').expect(403);
  });

  it('then 400 with every fault listed, unknown fields included', async () => {
    const { body } = await write(ann.workspaceId, WRONG, ann.accessToken).expect(400);
    expect(body).toMatchObject({
      success: false,
      statusCode: 400,
      code: 'VALIDATION_ERROR',
      help: '/api/docs/errors#VALIDATION_ERROR',
    });
    expect(body.details).toEqual([
      { path: 'body.title', message: 'title is required' },
      { path: 'body.pages', message: 'pages must be a number' },
      { path: 'body.surprise', message: 'surprise is not allowed' },
    ]);
  });

  it('also in the query of an endpoint that takes none', async () => {
    const { body } = await app.get('/users/me?surprise=1', { token: ann.accessToken }).expect(400);
    expect(body.details).toEqual([{ path: 'query.surprise', message: 'surprise is not allowed' }]);
  });

  it('and what is right in all of this passes', async () => {
    const { body } = await write(ann.workspaceId, GOOD, ann.accessToken).expect(200);
    expect(body).toEqual({ success: true, message: 'Written', data: GOOD });
  });

  it('a super admin route is closed to an owner', async () => {
    await app.get('/probe/platform', { token: ann.accessToken }).expect(403, /FORBIDDEN/);
  });
});

describe('the workspace of a call', () => {
  const here = (headers: Record<string, string>) =>
    app.get('/probe/here', { token: ann.accessToken, headers });

  it('is the path’s, else X-Workspace-Id, else the token’s', async () => {
    const own = ann.workspaceId as string;
    const { body } = await app
      .get(`/probe/${own.toUpperCase()}/books/${randomUUID()}`, { token: ann.accessToken })
      .expect(200);
    expect(body.data.entered).toBe(own);
    expect((await here({}).expect(200)).body.data.workspaceId).toBe(own);
    expect((await here({ 'X-Workspace-Id': own.toUpperCase() }).expect(200)).body.data.workspaceId).toBe(own);
    const nowhere = await aPerson(app);
    const lost = await app.get('/probe/here', { token: nowhere.accessToken }).expect(200);
    expect(lost.body.data.workspaceId).toBeNull();
  });

  it('G6 may not be two', async () => {
    for (const other of [ben.workspaceId as string, randomUUID(), 'nonsense'])
      await write(ann.workspaceId, GOOD, ann.accessToken, { 'X-Workspace-Id': other }).expect(
        400,
        /WORKSPACE_CONFLICT/,
      );
    const twice = { 'X-Workspace-Id': (ann.workspaceId as string).toUpperCase() };
    await write(ann.workspaceId, GOOD, ann.accessToken, twice).expect(200);
  });

  it('G2 that is foreign, unknown or malformed is one and the same nothing', async () => {
    const ids = [ben.workspaceId, randomUUID(), 'nonsense', '%00', '1e3', `${ann.workspaceId}0`];
    const ways: ((id: string) => Test)[] = [
      (id) => write(id, GOOD, ann.accessToken),
      (id) => app.get(`/probe/${id}/books/${randomUUID()}`, { token: ann.accessToken }),
      (id) => here({ 'X-Workspace-Id': id }),
      (id) => app.get('/auth/me', { token: ann.accessToken, headers: { 'X-Workspace-Id': id } }),
    ];
    for (const way of ways) {
      const faces = [];
      for (const id of ids) faces.push(faceOf(await way(String(id)).expect(404)));
      expect(new Set(faces.map((face) => JSON.stringify(face))).size).toBe(1);
    }
  });

  it('I4 G2 an id below it that is foreign, unknown or malformed is the same nothing, too', async () => {
    const hers = String(claimsOf(ben.accessToken).sid);
    const faces = [];
    for (const id of [hers, randomUUID(), 'nonsense', '%00', '%zz', '%F0%28', "'%20OR%201=1--"]) {
      const call = app.call('delete', `/auth/sessions/${id}`, undefined, { token: ann.accessToken });
      faces.push(faceOf(await call.expect(404)));
    }
    expect(new Set(faces.map((face) => JSON.stringify(face))).size).toBe(1);
    await app.get(`/probe/${ann.workspaceId}/books/nonsense`, { token: ann.accessToken }).expect(404);
  });
});

describe('what is not there', () => {
  it.each([
    '/api/v1/nothing',
    '/api/v1',
    '/api/v1/auth',
    '/api/v2/auth/login',
    '/nothing',
    '/',
    '//',
    '/api/v1/%zz',
  ])('%s is 404 in the envelope', async (path) => {
    const answer = await request(app.url).get(path).expect(404);
    expect(answer.body).toMatchObject({ success: false, statusCode: 404, code: 'NOT_FOUND' });
    expect(answer.body.requestId).toBe(answer.headers['x-request-id']);
  });

  it.each([
    '/.git/config',
    '/.env',
    '/package.json',
    '/dist/src/server.js.map',
    '/src/server.ts',
    '/.data/secrets.json',
    '/api/docs/../../package.json',
    '/api/docs/%2e%2e/%2e%2e/package.json',
    '/api/docs/..%2f..%2fpackage.json',
    '/api/v1/../../.env',
  ])('K6 %s is not served', async (path) => {
    const { status, text } = await rawRequest(app.url, wire('GET', path, { Connection: 'close' }));
    expect({ status, text }).toEqual({ status: 404, text: expect.stringContaining('NOT_FOUND') });
  });
});

describe('I15 what fails inside', () => {
  it.each(['error', 'text', 'nothing', 'null'])('(%s thrown) is a 500 that says nothing', async (kind) => {
    const headers = { 'X-Request-Id': `fault-${kind}` };
    const answer = await app.post('/probe/fault', { kind }, { headers }).expect(500);
    expect(answer.body).toEqual({
      success: false,
      statusCode: 500,
      code: 'INTERNAL_ERROR',
      message: 'Something went wrong here.',
      requestId: `fault-${kind}`,
      help: '/api/docs/errors#INTERNAL_ERROR',
    });
    expect(answer.text + JSON.stringify(answer.headers)).not.toMatch(
      new RegExp(FAULT.split(' ')[0] as string),
    );
  });

  it('I16 (a promise rejected) leaves the process alive, and writes nothing', async () => {
    const changed = await tablesChanged(app, async () => {
      await Promise.all(Array.from({ length: 20 }, () => app.get('/probe/fault').expect(500)));
    });
    expect(changed).toEqual([]);
    await app.get('/auth/me', { token: ann.accessToken }).expect(200);
  });
});
