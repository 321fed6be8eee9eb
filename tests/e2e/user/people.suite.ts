import { randomUUID } from 'node:crypto';
import { aMemberOf } from '../../support/app/aMemberOf';
import { faceOf } from '../../support/app/faceOf';
import { inWorkspace } from '../../support/app/inWorkspace';
import { aSuperAdmin } from '../../support/app/members';
import { anOwner, aPerson, type Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
let acme: Person;
let beta: Person;
let joan: Person;
let viewer: Person;
let stranger: Person;
beforeAll(async () => {
  app = await TestApp.start();
  acme = await anOwner(app);
  beta = await anOwner(app);
  joan = await aMemberOf(app, acme.workspaceId, { name: ['Joan', 'Baez'], email: 'joan@folk.example.com' });
  viewer = await aMemberOf(app, acme.workspaceId, { role: 'viewer', name: ['Odetta', 'Holmes'] });
  stranger = await aMemberOf(app, beta.workspaceId, { name: ['Joan', 'Armatrading'] });
});
afterAll(() => app.stop());

interface Listed {
  data: { id: string }[];
  meta: { nextCursor: string | null };
}
const idsOf = (body: unknown) => (body as Listed).data.map(({ id }) => id);

async function pagesOf(path: string, person: Person): Promise<string[][]> {
  const pages: string[][] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const { body } = (await app.get(`${path}limit=1${more}`, inWorkspace(person)).expect(200)) as {
      body: Listed;
    };
    pages.push(idsOf(body));
    cursor = body.meta.nextCursor;
  }
  return pages;
}

describe('the people of a workspace', () => {
  it('are listed to every member, newest account first, and nobody else is', async () => {
    const { body } = (await app.get('/users', inWorkspace(viewer)).expect(200)) as { body: Listed };
    expect(idsOf(body)).toEqual([viewer.id, joan.id, acme.id]);
    expect(await pagesOf('/users?', viewer)).toEqual([[viewer.id], [joan.id], [acme.id]]);
    expect(idsOf((await app.get('/users', inWorkspace(beta)).expect(200)).body)).toEqual([
      stranger.id,
      beta.id,
    ]);
  });

  it('G15 are shown without platform role and last sign-in', async () => {
    const { body } = await app.get(`/users/${joan.id}`, inWorkspace(viewer)).expect(200);
    expect(body).toMatchObject({ data: { id: joan.id, email: joan.email, name: 'Joan Baez' } });
    expect((body as { data: object }).data).not.toHaveProperty('platformRole');
    expect((body as { data: object }).data).not.toHaveProperty('lastLoginAt');
  });

  it('G2 G3 somebody of another workspace is as unknown as a random or a malformed id', async () => {
    const answers = await Promise.all(
      [stranger.id, randomUUID(), 'nonsense'].map((id) => app.get(`/users/${id}`, inWorkspace(joan))),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(new Set(answers.map((answer) => JSON.stringify({ ...faceOf(answer), headers: [] }))).size).toBe(1);
  });

  it('need a workspace to be asked about', async () => {
    const alone = await aPerson(app);
    await app.get('/users', { token: alone.accessToken }).expect(404);
    await app.get('/users', inWorkspace(joan, beta.workspaceId)).expect(404);
    await app.get('/users').expect(401);
  });

  it('leave the list with their account', async () => {
    const gone = await aMemberOf(app, beta.workspaceId);
    await app.sql('UPDATE users SET deleted_at = now() WHERE id = $1', [gone.id]);
    expect(idsOf((await app.get('/users', inWorkspace(beta)).expect(200)).body)).not.toContain(gone.id);
    await app.get(`/users/${gone.id}`, inWorkspace(beta)).expect(404);
  });

  it('are all shown to a super admin, who needs no workspace', async () => {
    const admin = await aSuperAdmin(app);
    const { body } = (await app.get('/users?limit=100', { token: admin.accessToken }).expect(200)) as {
      body: Listed;
    };
    expect(idsOf(body)).toEqual(expect.arrayContaining([acme.id, beta.id, joan.id, stranger.id, admin.id]));
    await app.get(`/users/${stranger.id}`, { token: admin.accessToken }).expect(200);
    await app.get(`/users/${randomUUID()}`, { token: admin.accessToken }).expect(404);
    const found = await app.get('/users/search?q=joan', { token: admin.accessToken }).expect(200);
    expect(new Set(idsOf(found.body))).toEqual(new Set([joan.id, stranger.id]));
  });
});

describe('a search for people', () => {
  const search = (q: string, person: Person = viewer) =>
    app.get(`/users/search?q=${encodeURIComponent(q)}`, inWorkspace(person));
  const found = async (q: string) => idsOf((await search(q).expect(200)).body);

  it.each(['Joan', 'BAEZ', 'bayez', 'folk.ex', ' joan baez '])('finds her by %j', async (q) => {
    expect((await found(q))[0]).toBe(joan.id);
  });

  it('G3 finds nobody outside of the workspace, whatever it asks for', async () => {
    for (const q of ['armatrading', stranger.email, 'joan', '%%', '__', '\\\\', "' OR 1=1 --"]) {
      expect(await found(q)).not.toContain(stranger.id);
    }
    expect(await found('%%')).toEqual([]);
  });

  it('G18 finds nobody when the database is asked without a place in the workspace', async () => {
    const rows = await app.sql(
      `WITH scope AS MATERIALIZED (
         SELECT set_config('app.workspace_id', $1, true), set_config('app.user_id', $2, true))
       SELECT p.* FROM scope, LATERAL search_people('joan', NULL, NULL, 10) p`,
      [beta.workspaceId, joan.id],
    );
    expect(rows).toEqual([]);
  });

  it('puts the best match first and pages through the rest', async () => {
    const near = await aMemberOf(app, acme.workspaceId, { name: ['Johanna', 'Baezel'] });
    expect(await found('joan baez')).toEqual([joan.id, near.id]);
    expect(await pagesOf('/users/search?q=joan%20baez&', viewer)).toEqual([[joan.id], [near.id]]);
  });

  it('G3 goes by the index where thousands are, and finds whom it found before, nobody of elsewhere', async () => {
    const before = [await found('joan baez'), await found('bayez'), await found('folk.ex')];
    await app.sql(
      `WITH crowd AS (
         INSERT INTO users (id, email, first_name, last_name)
         SELECT gen_random_uuid(), n || '@crowd.test', n::text, n::text
         FROM generate_series(1, 5001) n RETURNING id)
       INSERT INTO memberships (workspace_id, user_id, role) SELECT $1, id, 'viewer' FROM crowd`,
      [acme.workspaceId],
    );

    expect([await found('joan baez'), await found('bayez'), await found('folk.ex')]).toEqual(before);
    expect(await found(stranger.email)).not.toContain(stranger.id);
    await app.sql(
      `DELETE FROM memberships m USING users u WHERE u.id = m.user_id AND u.email LIKE '%@crowd.test'`,
    );
  });

  it('B11 needs a verified address', async () => {
    const newcomer = await aMemberOf(app, acme.workspaceId, { role: 'admin', verified: false });
    await expectRefusal(app, () => search('joan', newcomer), {
      status: 403,
      code: 'EMAIL_NOT_VERIFIED',
      writes: ['audit_log'],
    });
  });

  it.each(['', 'a', '%00%00', 'x'.repeat(81)])('I3 refuses the words %j', async (q) => {
    await app.get(`/users/search?q=${q}`, inWorkspace(viewer)).expect(400);
  });

  it.each([
    'nonsense',
    Buffer.from('x:y').toString('base64url'),
    Buffer.from(randomUUID()).toString('base64url'),
    Buffer.from(`9e-99:${randomUUID()}`).toString('base64url'),
  ])('I10 refuses the cursor %j', async (cursor) => {
    await app.get(`/users/search?q=joan&cursor=${cursor}`, inWorkspace(viewer)).expect(400);
  });
});
