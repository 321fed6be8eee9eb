import type { Test } from 'supertest';
import { inWorkspace } from '../../support/app/inWorkspace';
import { aSuperAdmin } from '../../support/app/members';
import type { Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { TestApp } from '../../support/app/TestApp';
import { whileHeld } from '../../support/app/whileHeld';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const remove = (id: string, by: Person) => app.call('delete', `/users/${id}`, undefined, inWorkspace(by));
const setStatus = (id: string, status: string, by: Person) =>
  app.call('patch', `/users/${id}/status`, { status }, { token: by.accessToken });
const me = (person: Person) => app.get('/users/me', { token: person.accessToken });
const deleteMe = ({ password, accessToken: token }: Person) =>
  app.call('delete', '/users/me', { password }, { token });
const actionsOn = async (id: string) =>
  (
    await app.sql<{ action: string }>(
      `SELECT action FROM audit_log WHERE subject_id = $1 AND action LIKE 'user.%' ORDER BY id`,
      [id],
    )
  ).map(({ action }) => action);

describe('the last active super admin', () => {
  let ann: Person;
  let ben: Person;
  /** None but these two: others are accounts like any other for as long as a test lasts. */
  beforeEach(async () => {
    await app.sql('UPDATE users SET platform_role = NULL WHERE platform_role IS NOT NULL');
    [ann, ben] = [await aSuperAdmin(app), await aSuperAdmin(app)];
  });
  const left = async () =>
    (
      await app.sql<{ id: string }>(
        `SELECT id FROM users WHERE platform_role IS NOT NULL AND status = 'active' AND deleted_at IS NULL`,
      )
    ).map(({ id }) => id);

  it.each<[string, (person: Person, by: Person) => Test]>([
    ['ban', (person, by) => setStatus(person.id, 'banned', by)],
    ['deactivate', (person, by) => setStatus(person.id, 'inactive', by)],
    ['delete', (person, by) => remove(person.id, by)],
  ])('T2 stays when two %s each other at once, and nothing of the second is written', async (_what, act) => {
    const answers = await whileHeld(
      app,
      [['SELECT 1 FROM users WHERE id = ANY($1::uuid[]) FOR UPDATE', [[ann.id, ben.id]]]],
      () => Promise.all([act(ben, ann), act(ann, ben)]),
      2,
    );
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'LAST_SUPER_ADMIN' });
    const [winner, loser] = answers[0].status === 200 ? [ann, ben] : [ben, ann];
    expect(await left()).toEqual([winner.id]);
    await me(winner).expect(200);
    await me(loser).expect(401);
    expect(await actionsOn(winner.id)).toEqual(['user.registered']);
  });

  it('cannot delete their own account until somebody else is one', async () => {
    await setStatus(ben.id, 'inactive', ann).expect(200);
    const refusal = { status: 409, code: 'LAST_SUPER_ADMIN', writes: ['login_throttles'] };
    await expectRefusal(app, () => deleteMe(ann), refusal);
    await me(ann).expect(200);
    await setStatus(ben.id, 'active', ann).expect(200);
    await deleteMe(ann).expect(200);
    expect(await left()).toEqual([ben.id]);
  });
});
