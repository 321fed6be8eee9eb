import { aMember, aVerifiedOwner, type VerifiedOwner } from '../../support/app/members';
import { kindsOf, subjectsTo } from '../../support/app/notifications';
import type { Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { TestApp } from '../../support/app/TestApp';

interface Preference {
  readonly group: string;
  readonly channel: string;
  readonly enabled: boolean;
  readonly locked: boolean;
}

const PATH = '/notifications/preferences';
const ROLE_MAIL = 'Your role in Acme is manager now';

let app: TestApp;
let ann: VerifiedOwner;
let ben: Person;
let eve: Person;
beforeAll(async () => {
  app = await TestApp.start();
  ann = await aVerifiedOwner(app);
});
beforeEach(async () => {
  [ben, eve] = [
    await aMember(app, ann.workspaceId, 'member'),
    await aMember(app, (await aVerifiedOwner(app)).workspaceId, 'member'),
  ];
});
afterAll(() => app.stop());

const as = ({ accessToken: token }: Person) => ({ token });
const mine = async (person: Person) => {
  const { body } = await app.get(PATH, as(person)).expect(200);
  return (body as { data: Preference[] }).data;
};
const choice = (group: string, channel: string, enabled: boolean) => ({ group, channel, enabled });
const choose = (person: Person, ...preferences: object[]) =>
  app.call('put', PATH, { preferences }, as(person));
const promote = () =>
  app
    .call('patch', `/workspaces/${ann.workspaceId}/members/${ben.id}`, { role: 'manager' }, as(ann))
    .expect(200);

describe('what somebody wants to be told', () => {
  it('is told with defaults, and what cannot be turned off', async () => {
    expect(await mine(ben)).toEqual([
      { ...choice('invitation', 'in-app', true), locked: false },
      { ...choice('invitation', 'mail', true), locked: true },
      { ...choice('membership', 'in-app', true), locked: false },
      { ...choice('membership', 'mail', true), locked: false },
      { ...choice('people', 'in-app', true), locked: false },
      { ...choice('people', 'mail', false), locked: false },
      { ...choice('ownership', 'in-app', true), locked: false },
      { ...choice('ownership', 'mail', true), locked: false },
      { ...choice('workspace', 'in-app', true), locked: false },
      { ...choice('workspace', 'mail', false), locked: false },
      { ...choice('security', 'in-app', true), locked: true },
      { ...choice('security', 'mail', true), locked: true },
    ]);
  });

  it('is chosen one by one; the rest, and others, stay', async () => {
    const before = await mine(eve);
    const answer = await choose(ben, choice('membership', 'mail', false)).expect(200);
    await choose(ben, choice('people', 'mail', true), choice('workspace', 'in-app', false)).expect(200);
    expect(answer.body).toMatchObject({ data: expect.arrayContaining([expect.anything()]) });
    const changed = (await mine(ben)).filter(
      ({ group, channel, enabled }) =>
        enabled !== before.find((one) => one.group === group && one.channel === channel)?.enabled,
    );
    expect(changed).toEqual([
      { ...choice('membership', 'mail', false), locked: false },
      { ...choice('people', 'mail', true), locked: false },
      { ...choice('workspace', 'in-app', false), locked: false },
    ]);
    expect(await mine(eve)).toEqual(before);
    await choose(ben, choice('membership', 'mail', true)).expect(200);
    expect(await mine(ben)).toContainEqual({ ...choice('membership', 'mail', true), locked: false });
  });

  it('holds from the next event on, channel by channel', async () => {
    await choose(ben, choice('membership', 'mail', false)).expect(200);
    await promote();
    expect(await kindsOf(app, ben)).toEqual(['membership.role-changed']);
    expect(await subjectsTo(app, ben)).not.toContain(ROLE_MAIL);
  });

  it('without the list, it comes by mail alone', async () => {
    await choose(ben, choice('membership', 'in-app', false)).expect(200);
    await promote();
    expect(await subjectsTo(app, ben)).toContain(ROLE_MAIL);
    expect(await kindsOf(app, ben)).toEqual([]);
    const told = await app.sql(`SELECT 1 FROM outbox WHERE name = 'notification:new' AND subject_id = $1`, [
      ben.id,
    ]);
    expect(told).toEqual([]);
  });

  it('leaves on what is locked, and then changes nothing at all', async () => {
    await expectRefusal(
      app,
      () => choose(ben, choice('people', 'mail', true), choice('security', 'mail', false)),
      { status: 409, code: 'PREFERENCE_LOCKED' },
    );
    await choose(ben, choice('security', 'mail', true)).expect(200);
  });

  it.each([
    ['nothing', []],
    ['a group that is not known', [choice('weather', 'mail', true)]],
    ['a channel that is not known', [choice('people', 'pigeon', true)]],
    ['no answer', [{ group: 'people', channel: 'mail' }]],
    ['two answers to one question', [choice('people', 'mail', true), choice('people', 'mail', false)]],
  ])('takes %s for no choice', async (_what, preferences) => {
    await expectRefusal(app, () => choose(ben, ...preferences), { status: 400, code: 'VALIDATION_ERROR' });
  });

  it('is one choice in the end when many choose at once', async () => {
    const asked = Array.from({ length: 50 }, (_one, at) =>
      choose(ben, choice('people', 'mail', at % 2 === 0), choice('membership', 'mail', at % 2 === 1)),
    );
    for (const answer of await Promise.all(asked)) expect(answer.status).toBe(200);
    const rows = await app.sql('SELECT 1 FROM notification_preferences WHERE user_id = $1', [ben.id]);
    expect(rows).toHaveLength(2);
    const [people, membership] = ['people', 'membership'].map(async (group) =>
      (await mine(ben)).find((one) => one.group === group && one.channel === 'mail'),
    );
    expect((await people)?.enabled).toBe(!(await membership)?.enabled);
  });
});
