import { randomUUID } from 'node:crypto';
import { aWorkspaceOf } from '../../support/app/aWorkspaceOf';
import { faceOf } from '../../support/app/faceOf';
import { aMember, aVerifiedOwner, type VerifiedOwner } from '../../support/app/members';
import { anEmail, type Person } from '../../support/app/people';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
let ann: VerifiedOwner;
beforeAll(async () => {
  app = await TestApp.start();
});
beforeEach(async () => {
  ann = await aVerifiedOwner(app);
});
afterAll(() => app.stop());

const as = ({ accessToken }: Person) => ({ token: accessToken });
const rename = (name: string) =>
  app.call('patch', `/workspaces/${ann.workspaceId}`, { name }, as(ann)).expect(200);

async function events(query = '', by: Person = ann) {
  await app.drain();
  const { body } = await app.get(`/workspaces/${ann.workspaceId}/events${query}`, as(by)).expect(200);
  return body as { data: { event: string; seq: number; name?: string; email?: string }[]; meta: object };
}

describe('the events of a workspace', () => {
  it('are there from the first one on, each as its sockets heard it', async () => {
    const { headers } = await rename('Beta');
    const { data, meta } = await events();
    const common = { workspaceId: ann.workspaceId, actorId: ann.id };
    expect(data).toEqual([
      {
        ...common,
        id: expect.any(String),
        event: 'workspace:member:joined',
        seq: 1,
        occurredAt: expect.stringMatching(/Z$/),
        requestId: expect.any(String),
        userId: ann.id,
        role: 'owner',
      },
      {
        ...common,
        id: expect.any(String),
        event: 'workspace:updated',
        seq: 2,
        occurredAt: expect.stringMatching(/Z$/),
        requestId: headers['x-request-id'],
        name: 'Beta',
        slug: expect.any(String),
        plan: 'free',
        seatLimit: null,
      },
    ]);
    expect(meta).toEqual({ limit: 25, nextCursor: null, headSeq: 2, resync: false });
  });

  it('are read on after the last one that is known, page by page', async () => {
    for (const name of ['Two', 'Three', 'Four', 'Five']) await rename(name);

    const first = await events('?after=1&limit=2');
    expect(first.data.map(({ seq, name }) => [seq, name])).toEqual([
      [2, 'Two'],
      [3, 'Three'],
    ]);
    expect(first.meta).toEqual({ limit: 2, nextCursor: '3', headSeq: 5, resync: false });

    const last = await events('?after=3&limit=2');
    expect(last.data.map(({ seq }) => seq)).toEqual([4, 5]);
    expect(last.meta).toMatchObject({ nextCursor: null, headSeq: 5 });
    expect(await events('?cursor=3&limit=2')).toEqual(last);

    expect(await events('?after=5')).toMatchObject({ data: [], meta: { nextCursor: null, headSeq: 5 } });
  });

  it('are none where nothing happened', async () => {
    const quiet = await aWorkspaceOf(app, ann.id, {});
    const { body } = await app.get(`/workspaces/${quiet}/events`, as(ann)).expect(200);
    expect(body).toMatchObject({ data: [], meta: { nextCursor: null, headSeq: 0, resync: false } });
  });

  it('tell those to load anew who ask for what is not kept any more, or never was', async () => {
    for (const name of ['Two', 'Three', 'Four']) await rename(name);
    await app.drain();
    await app.sql('DELETE FROM outbox WHERE workspace_id = $1 AND seq <= 2', [ann.workspaceId]);
    const anew = { data: [], meta: { limit: 25, nextCursor: null, headSeq: 4, resync: true } };
    for (const query of ['', '?after=1', '?after=5', `?after=${Number.MAX_SAFE_INTEGER}`]) {
      expect(await events(query)).toMatchObject(anew);
    }
    expect((await events('?after=2')).data.map(({ seq }) => seq)).toEqual([3, 4]);
  });

  it('J12 reach every member, and show a field that needs a permission to whoever holds it', async () => {
    const [admin, viewer] = [
      await aMember(app, ann.workspaceId, 'admin'),
      await aMember(app, ann.workspaceId, 'viewer'),
    ];
    const email = anEmail('ben');
    await app
      .post(`/workspaces/${ann.workspaceId}/members/invite`, { email, role: 'member' }, as(ann))
      .expect(201);

    const seen = (await events('?after=1', admin)).data;
    const bySight = (await events('?after=1', viewer)).data;

    expect(seen).toMatchObject([{ event: 'workspace:member:invited', seq: 2, email }]);
    const [{ email: _, ...open } = { email }] = seen;
    expect(bySight).toEqual([open]);
  });

  it('G2 are not there for anybody else, and those of another workspace for nobody here', async () => {
    await rename('Beta');
    const ben = await aVerifiedOwner(app);
    const foreign = faceOf(await app.get(`/workspaces/${ann.workspaceId}/events`, as(ben)));
    expect(foreign).toMatchObject({ status: 404 });
    expect(faceOf(await app.get(`/workspaces/${randomUUID()}/events`, as(ben)))).toEqual(foreign);
    expect((await events()).data).toHaveLength(2);
    const { body } = await app.get(`/workspaces/${ben.workspaceId}/events`, as(ben)).expect(200);
    expect(body.data).toMatchObject([{ seq: 1, userId: ben.id }]);
  });

  it.each([
    ...['after=-1', 'after=x', 'after=1.5', 'after=9007199254740992', 'after=1&after=2', 'after='],
    ...['cursor=x', 'after=1&cursor=1', 'limit=0', 'limit=101', 'since=1'],
  ])('I10 refuse ?%s', async (query) => {
    const answer = await app.get(`/workspaces/${ann.workspaceId}/events?${query}`, as(ann)).expect(400);
    expect(answer.body.code).toBe('VALIDATION_ERROR');
  });
});
