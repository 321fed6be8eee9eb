import { PASSWORD } from '../../support/app/people';
import { RaceScene } from '../../support/races/RaceScene';
import { fifty, race } from '../../support/races/Tally';
import { there } from '../../support/there';

const DUELS = 5;
const ACTIVE = `users WHERE platform_role = 'super_admin' AND status = 'active' AND deleted_at IS NULL`;

let scene: RaceScene;
beforeAll(async () => {
  scene = await RaceScene.open();
});
afterAll(() => scene.close());

it('T2 of two super admins who demote each other, one remains', async () => {
  let remained = 0;
  const tally = await race(async () => {
    const people = await scene.people(2);
    const [ann, ben] = [there(people[0]), there(people[1])];
    const ids = [ann.id, ben.id];
    await scene.sql(
      `UPDATE users SET platform_role = CASE WHEN id = ANY($1::uuid[]) THEN 'super_admin' END
       WHERE platform_role IS NOT NULL OR id = ANY($1::uuid[])`,
      [ids],
    );
    const body = { platformRole: null, password: PASSWORD };
    const demote = (turn: number) => {
      const [by, other] = turn % 4 < 2 ? [ann, ben] : [ben, ann];
      return scene.call(turn, 'PATCH', `/users/${other.id}/platform-role`, by, body);
    };
    const answers = await scene.fromOneStart(
      ['SELECT 1 FROM users WHERE id = ANY($1::uuid[]) FOR UPDATE', [ids]],
      2,
      () => Promise.all(fifty(demote)),
    );
    remained += await scene.count(ACTIVE);
    return answers;
  }, DUELS);

  const held = { 'super admins': remained };
  tally.report('super admins who demote each other', held);
  const { '200': demoted = 0, '403 FORBIDDEN': refused = 0, ...others } = tally.outcomes;
  expect(others).toEqual({});
  expect([demoted, refused].every((calls) => calls >= DUELS)).toBe(true);
  expect(held).toEqual({ 'super admins': DUELS });
  expect(await scene.count(`audit_log WHERE action = 'user.super-admin-removed'`)).toBe(DUELS);
}, 120_000);
