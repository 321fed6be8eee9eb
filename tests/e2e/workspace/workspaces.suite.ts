import { randomUUID } from 'node:crypto';
import { faceOf } from '../../support/app/faceOf';
import { manyWorkspacesOf } from '../../support/app/manyWorkspacesOf';
import { aMember, aSuperAdmin, aVerifiedOwner, aVerifiedPerson } from '../../support/app/members';
import { aPerson, type Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const as = (person: Person, headers: Record<string, string> = {}) => ({ token: person.accessToken, headers });
const found = async (person: Person, body: object) =>
  (await app.post('/workspaces', body, as(person)).expect(201)).body.data;

describe('founding a workspace', () => {
  it('makes its founder the owner, and gives a slug of the name', async () => {
    const ann = await aVerifiedPerson(app);
    const answer = await app
      .post('/workspaces', { name: ' Zürich  Hôtel ', plan: 'pro' }, as(ann))
      .expect(201);

    const { data } = answer.body;
    expect(data).toMatchObject({
      name: 'Zürich  Hôtel',
      slug: 'zurich-hotel',
      plan: 'pro',
      status: 'active',
    });
    expect(data).toMatchObject({ seatLimit: null, version: 1 });
    expect(answer.headers.etag).toBe('"1"');
    const me = await app.get('/auth/me', as(ann, { 'X-Workspace-Id': data.id })).expect(200);
    expect(me.body.data).toMatchObject({ role: 'owner', workspace: { id: data.id } });
    const actions = await app.sql(
      'SELECT action, actor_id FROM audit_log WHERE workspace_id = $1 ORDER BY action',
      [data.id],
    );
    expect(actions).toEqual([
      { action: 'member.joined', actor_id: ann.id },
      { action: 'workspace.created', actor_id: ann.id },
    ]);
  });

  it('numbers the slug of a name that is taken, and refuses one that was asked for', async () => {
    const ann = await aVerifiedPerson(app);
    const slug = `s${randomUUID()}`;
    expect((await found(ann, { name: 'Any', slug })).slug).toBe(slug);
    expect((await found(ann, { name: slug })).slug).toBe(`${slug}-2`);
    await expectRefusal(app, () => app.post('/workspaces', { name: 'Any', slug }, as(ann)), {
      status: 409,
      code: 'SLUG_TAKEN',
    });
  });

  it('G21 gives one person 100 workspaces, of 50 founded at once the last one, too; deleted ones do not count', async () => {
    const [ann, ben] = [await aVerifiedPerson(app), await aVerifiedPerson(app)];
    await manyWorkspacesOf(app, ann.id, 99);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, turn) =>
        app.post('/workspaces', { name: `At once ${turn}` }, as(turn % 10 === 0 ? ben : ann)),
      ),
    );

    const codes = answers.map(({ status, body }) => `${status} ${(body.code as string | undefined) ?? ''}`);
    const times = (outcome: string) => codes.filter((code) => code === outcome).length;
    expect([times('201 '), times('409 WORKSPACE_LIMIT')]).toEqual([1 + 5, 44]);
    await expectRefusal(app, () => app.post('/workspaces', { name: 'More' }, as(ann)), {
      status: 409,
      code: 'WORKSPACE_LIMIT',
    });
    const [mine] = await app.sql<{ id: string }>(
      `SELECT workspace_id AS id FROM memberships WHERE user_id = $1 LIMIT 1`,
      [ann.id],
    );
    await app.call('delete', `/workspaces/${mine?.id}`, undefined, as(ann)).expect(200);
    await found(ann, { name: 'In its place' });
    const back = () => app.post(`/workspaces/${mine?.id}/restore`, {}, as(ann));
    await expectRefusal(app, back, { status: 409, code: 'WORKSPACE_LIMIT' });
  });

  it('B11 refuses an account that is not verified, before it looks at the body', async () => {
    const ann = await aPerson(app);
    await expectRefusal(app, () => app.post('/workspaces', { name: 7 }, as(ann)), {
      status: 403,
      code: 'EMAIL_NOT_VERIFIED',
      writes: ['audit_log'],
    });
  });

  it.each([
    ['no name', {}],
    ['a blank name', { name: ' ' }],
    ['a slug with capitals', { name: 'Acme', slug: 'Acme' }],
    ['a slug with a double hyphen', { name: 'Acme', slug: 'ac--me' }],
    ['a slug of 49 letters', { name: 'Acme', slug: 'a'.repeat(49) }],
    ['a plan that is an object', { name: 'Acme', plan: {} }],
    ['a limit of seats', { name: 'Acme', seatLimit: 5 }],
    ['an id', { name: 'Acme', id: randomUUID() }],
  ])('refuses %s', async (_what, body) => {
    const ann = await aVerifiedPerson(app);
    await expectRefusal(app, () => app.post('/workspaces', body, as(ann)), {
      status: 400,
      code: 'VALIDATION_ERROR',
    });
  });
});

describe('listing workspaces', () => {
  it('shows mine and nobody else’s, newest first, page by page', async () => {
    const [ann, ben] = [await aVerifiedPerson(app), await aVerifiedPerson(app)];
    const mine = [await found(ann, { name: 'One' }), await found(ann, { name: 'Two' })];
    await found(ben, { name: 'Three' });
    mine.push(await found(ann, { name: 'Four' }));
    await app.sql(`UPDATE workspaces SET status = 'suspended' WHERE id = $1`, [mine[0].id]);

    const first = await app.get('/workspaces?limit=2', as(ann)).expect(200);
    expect(first.body.data.map(({ name }: { name: string }) => name)).toEqual(['Four', 'Two']);
    const second = await app
      .get(`/workspaces?limit=2&cursor=${first.body.meta.nextCursor}`, as(ann))
      .expect(200);
    expect(second.body).toMatchObject({
      data: [{ name: 'One', status: 'suspended' }],
      meta: { limit: 2, nextCursor: null },
    });
  });

  it('leaves out the deleted ones and those one is inactive in', async () => {
    const ann = await aVerifiedPerson(app);
    const [deleted, left] = [await found(ann, { name: 'One' }), await found(ann, { name: 'Two' })];
    await app.sql('UPDATE workspaces SET deleted_at = now() WHERE id = $1', [deleted.id]);
    await app.sql(`UPDATE memberships SET status = 'inactive' WHERE workspace_id = $1`, [left.id]);
    const answer = await app.get('/workspaces', as(ann)).expect(200);
    expect(answer.body.data).toEqual([]);
  });

  it('shows all of them to a super admin', async () => {
    const [ann, admin] = [await aVerifiedOwner(app), await aSuperAdmin(app)];
    const answer = await app.get('/workspaces?limit=100', as(admin)).expect(200);
    expect(answer.body.data).toContainEqual(expect.objectContaining({ id: ann.workspaceId }));
  });
});

describe('reading a workspace', () => {
  it('is for its members and super admins', async () => {
    const ann = await aVerifiedOwner(app);
    const viewer = await aMember(app, ann.workspaceId, 'viewer');
    for (const reader of [ann, viewer, await aSuperAdmin(app)]) {
      const answer = await app.get(`/workspaces/${ann.workspaceId}`, as(reader)).expect(200);
      expect(answer.body.data).toMatchObject({ id: ann.workspaceId, name: 'Acme' });
      expect(answer.headers.etag).toBe('"1"');
    }
  });

  it('G2 answers a foreign id like one that does not exist and one that is none', async () => {
    const [ann, ben] = [await aVerifiedOwner(app), await aVerifiedOwner(app)];
    for (const method of ['get', 'patch', 'put'] as const) {
      const body = method === 'get' ? undefined : { name: 'Mine' };
      const faces = [];
      for (const id of [ann.workspaceId, randomUUID(), 'acme']) {
        faces.push(faceOf(await app.call(method, `/workspaces/${id}`, body, as(ben))));
      }
      expect(faces[0]).toMatchObject({ status: 404 });
      expect(faces[1]).toEqual(faces[0]);
      expect(faces[2]).toEqual(faces[0]);
    }
    const admin = await aSuperAdmin(app);
    await app.get(`/workspaces/${randomUUID()}`, as(admin)).expect(404);
  });

  it('refuses its members while it is suspended, but no super admin', async () => {
    const ann = await aVerifiedOwner(app);
    await app.sql(`UPDATE workspaces SET status = 'suspended' WHERE id = $1`, [ann.workspaceId]);
    const answer = await app.get(`/workspaces/${ann.workspaceId}`, as(ann)).expect(403);
    expect(answer.body.code).toBe('WORKSPACE_SUSPENDED');
    await app.get(`/workspaces/${ann.workspaceId}`, as(await aSuperAdmin(app))).expect(200);
  });
});

describe('changing a workspace', () => {
  it.each(['patch', 'put'] as const)(
    '%s changes the fields that are named, and records what changed',
    async (method) => {
      const ann = await aVerifiedOwner(app);
      const slug = `s${randomUUID()}`;
      const answer = await app
        .call(
          method,
          `/workspaces/${ann.workspaceId}`,
          { name: 'Beta', slug },
          as(ann, { 'If-Match': '"1"' }),
        )
        .expect(200);

      expect(answer.body.data).toMatchObject({ name: 'Beta', slug, plan: 'free', version: 2 });
      expect(answer.headers.etag).toBe('"2"');
      const [row] = await app.sql<{ details: object }>(
        `SELECT details FROM audit_log WHERE workspace_id = $1 AND action = 'workspace.updated'`,
        [ann.workspaceId],
      );
      expect(row?.details).toMatchObject({
        changes: { name: { before: 'Acme', after: 'Beta' }, slug: { after: slug } },
      });
      await app.drain();
      const told = await app.sql(
        `SELECT payload FROM outbox WHERE workspace_id = $1 AND name = 'workspace:updated'`,
        [ann.workspaceId],
      );
      expect(told).toEqual([{ payload: { name: 'Beta', slug, plan: 'free', seatLimit: null } }]);
    },
  );

  it('refuses a version that is not the current one', async () => {
    const ann = await aVerifiedOwner(app);
    const change = (version: string) =>
      app.call('patch', `/workspaces/${ann.workspaceId}`, { plan: 'pro' }, as(ann, { 'If-Match': version }));
    for (const version of ['"7"', 'nonsense', 'W/"1"', '"7", "8"']) {
      await expectRefusal(app, () => change(version), { status: 412, code: 'PRECONDITION_FAILED' });
    }
    await change('"7", "1"').expect(200);
  });

  it.each([
    ['admin', 200],
    ['manager', 403],
    ['member', 403],
    ['viewer', 403],
  ] as const)('by a %s is answered with %s', async (role, status) => {
    const ann = await aVerifiedOwner(app);
    const person = await aMember(app, ann.workspaceId, role);
    await app.call('patch', `/workspaces/${ann.workspaceId}`, { name: 'Beta' }, as(person)).expect(status);
  });

  it('leaves seats to the super admin', async () => {
    const [ann, admin] = [await aVerifiedOwner(app), await aSuperAdmin(app)];
    const path = `/workspaces/${ann.workspaceId}`;
    await expectRefusal(app, () => app.call('patch', path, { name: 'Beta', seatLimit: 50 }, as(ann)), {
      status: 403,
      code: 'FORBIDDEN',
      writes: ['audit_log'],
    });
    const answer = await app.call('patch', path, { seatLimit: 50 }, as(admin)).expect(200);
    expect(answer.body.data).toMatchObject({ name: 'Acme', seatLimit: 50 });
    const lifted = await app.call('patch', path, { seatLimit: null }, as(admin)).expect(200);
    expect(lifted.body.data.seatLimit).toBeNull();
  });

  it.each([
    ['nothing', {}],
    ['a status', { status: 'suspended' }],
    ['no seats', { seatLimit: 0 }],
    ['half a seat', { seatLimit: 1.5 }],
    ['a null name', { name: null }],
  ])('refuses %s', async (_what, body) => {
    const ann = await aVerifiedOwner(app);
    await expectRefusal(app, () => app.call('patch', `/workspaces/${ann.workspaceId}`, body, as(ann)), {
      status: 400,
      code: 'VALIDATION_ERROR',
    });
  });

  it('refuses a path and a header that name different workspaces', async () => {
    const [ann, ben] = [await aVerifiedOwner(app), await aVerifiedOwner(app)];
    const answer = await app
      .get(`/workspaces/${ann.workspaceId}`, as(ann, { 'X-Workspace-Id': ben.workspaceId }))
      .expect(400);
    expect(answer.body.code).toBe('WORKSPACE_CONFLICT');
  });
});
