import { faceOf } from '../../support/app/faceOf';
import { anOwner, aPerson, type Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { rowsAdded, tablesChanged } from '../../support/app/tableCounts';
import { TestApp, type Method } from '../../support/app/TestApp';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const read = ({ accessToken: token }: Person) => app.get('/users/me', { token });
const change = (
  { accessToken: token }: Person,
  body: object,
  headers: Record<string, string> = {},
  method: Method = 'patch',
) => app.call(method, '/users/me', body, { token, headers });

describe('one’s own account', () => {
  it('is shown in full, with its version as ETag', async () => {
    const ann = await aPerson(app);
    const answer = await read(ann).expect(200);

    expect(answer.headers.etag).toBe('"1"');
    expect(answer.body.data).toEqual({
      id: ann.id,
      email: ann.email,
      firstName: 'Ann',
      lastName: 'Smith',
      name: 'Ann Smith',
      emailVerified: false,
      status: 'active',
      isActive: true,
      platformRole: null,
      avatarUrl: null,
      lastLoginAt: expect.any(String),
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
      version: 1,
    });
  });

  it.each(['get', 'patch', 'put'] as const)('needs a sign-in to %s', async (method) => {
    await expectRefusal(app, () => app.call(method, '/users/me'), { status: 401, code: 'TOKEN_MISSING' });
  });

  it('is not found from within a workspace of others, as from one that does not exist', async () => {
    const [ann, bob] = [await anOwner(app), await anOwner(app)];
    const seenFrom = async (workspaceId: string) => {
      const headers = { 'X-Workspace-Id': workspaceId };
      const { accessToken: token } = ann;
      return faceOf(await app.get('/users/me', { token, headers }).expect(404));
    };

    const foreign = await seenFrom(bob.workspaceId ?? '');
    expect(await seenFrom('01890000-0000-7000-8000-000000000000')).toEqual(foreign);
    expect(await seenFrom('nonsense')).toEqual(foreign);
  });
});

describe.each(['patch', 'put'] as const)('%s of the profile', (method) => {
  it('changes what is named and nothing else', async () => {
    const ann = await aPerson(app);
    const answer = await change(ann, { firstName: ' Anna ' }, {}, method).expect(200);

    expect(answer.headers.etag).toBe('"2"');
    expect(answer.body.data).toMatchObject({ firstName: 'Anna', lastName: 'Smith', version: 2 });
    const again = await change(ann, { lastName: '' }, {}, method).expect(200);
    expect(again.body.data).toMatchObject({ firstName: 'Anna', lastName: '', name: 'Anna', version: 3 });
    expect((await read(ann)).body.data).toEqual(again.body.data);
  });

  it('heeds If-Match', async () => {
    const ann = await aPerson(app);
    const ifMatch = (etag: string, firstName: string) =>
      change(ann, { firstName }, { 'If-Match': etag }, method);
    const stale = { status: 412, code: 'PRECONDITION_FAILED' };

    await ifMatch('"1"', 'Anna').expect(200);
    await expectRefusal(app, () => ifMatch('"1"', 'Annie'), stale);
    await expectRefusal(app, () => ifMatch('"3"', 'Annie'), stale);
    await expectRefusal(app, () => ifMatch('nonsense', 'Annie'), stale);
    await ifMatch('*', 'Annie').expect(200);
    await ifMatch('"3"', 'Anna').expect(200);
  });
});

describe('a change of the profile', () => {
  it('is audited by its fields, with what they were before and after', async () => {
    const ann = await aPerson(app);
    await app.drain();
    const added = await rowsAdded(app, () => change(ann, { firstName: 'Anna', lastName: 'Smith' }));

    expect(added).toEqual({ audit_log: 1 });
    const [told] = await app.sql(
      `SELECT actor_id, subject_id, details FROM audit_log WHERE action = 'user.profile-changed' AND subject_id = $1`,
      [ann.id],
    );
    const details = { changed: ['firstName'], changes: { firstName: { before: 'Ann', after: 'Anna' } } };
    expect(told).toEqual({ actor_id: ann.id, subject_id: ann.id, details });
  });

  it('to what it is already writes nothing', async () => {
    const ann = await aPerson(app);
    const changed = await tablesChanged(app, () => change(ann, { firstName: 'Ann' }).expect(200));

    expect(changed).toEqual([]);
    expect((await read(ann)).headers.etag).toBe('"1"');
  });

  it('under one version succeeds once, however many try', async () => {
    const ann = await aPerson(app);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => change(ann, { firstName: `Ann ${n}` }, { 'If-Match': '"1"' })),
    );

    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409 || status === 412)).toHaveLength(19);
    const winner = answers.find(({ status }) => status === 200);
    expect((await read(ann)).body.data).toEqual(winner?.body.data);
  });

  it.each([
    ['nothing', {}],
    ['a blank first name', { firstName: ' \t' }],
    ['an empty first name', { firstName: '' }],
    ['no first name', { firstName: null }],
    ['81 characters', { lastName: 'a'.repeat(81) }],
    ['two lines', { lastName: 'Smith\nJones' }],
    ['a list', { firstName: ['Ann'] }],
    ['an address', { firstName: 'Anna', email: 'anna@example.com' }],
    ['a verified address', { emailVerified: true }],
    ['a platform role', { firstName: 'Anna', platformRole: 'super_admin' }],
    ['a status', { status: 'active' }],
    ['a password', { password: 'another fine passphrase' }],
    ['an id', { id: '01890000-0000-7000-8000-000000000000', firstName: 'Anna' }],
  ])('B7 C11 cannot be to %s', async (_what, body) => {
    const ann = await aPerson(app);
    await expectRefusal(app, () => change(ann, body), { status: 400, code: 'VALIDATION_ERROR' });
  });
});
