import { randomUUID } from 'node:crypto';
import { aVerifiedOwner, aVerifiedPerson } from '../../support/app/members';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const AT_ONCE = 50;
const times = <T>(act: (turn: number) => PromiseLike<T>) =>
  Promise.all(Array.from({ length: AT_ONCE }, (_, turn) => act(turn)));
const count = (values: readonly unknown[], value: unknown) => values.filter((each) => each === value).length;

describe('slugs under parallel requests', () => {
  it('T2 one of 50 gets the slug that all ask for', async () => {
    const { accessToken: token } = await aVerifiedPerson(app);
    const slug = `s${randomUUID()}`;
    const answers = await times(() => app.post('/workspaces', { name: 'Acme', slug }, { token }));

    const statuses = answers.map(({ status }) => status);
    expect([count(statuses, 201), count(statuses, 409)]).toEqual([1, AT_ONCE - 1]);
    const rows = await app.sql('SELECT 1 FROM workspaces WHERE slug = $1', [slug]);
    expect(rows).toHaveLength(1);
  });

  it('T2 50 of one name get 50 slugs', async () => {
    const { accessToken: token } = await aVerifiedPerson(app);
    const name = `n${randomUUID()}`;
    const answers = await times((turn) =>
      app.post('/workspaces', { name: turn % 2 === 0 ? name : `${name} 2` }, { token }).expect(201),
    );
    expect(new Set(answers.map(({ body }) => body.data.slug)).size).toBe(AT_ONCE);
  });

  it('T2 one of 50 edits of one version wins', async () => {
    const ann = await aVerifiedOwner(app);
    const answers = await times((turn) =>
      app.call(
        'patch',
        `/workspaces/${ann.workspaceId}`,
        { name: `Beta ${turn}` },
        {
          token: ann.accessToken,
          headers: { 'If-Match': '"1"' },
        },
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect([count(statuses, 200), count(statuses, 412)]).toEqual([1, AT_ONCE - 1]);
  });
});
