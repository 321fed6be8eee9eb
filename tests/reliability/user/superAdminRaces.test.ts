import { PASSWORD } from '../../support/app/people';
import { RaceScene, type Answer } from '../../support/races/RaceScene';
import type { Racer } from '../../support/races/seedPeople';
import { fifty, race } from '../../support/races/Tally';
import { there } from '../../support/there';

const DUELS = 5;
const ACTIVE = `users WHERE platform_role = 'super_admin' AND status = 'active' AND deleted_at IS NULL`;
/** What somebody hears who was beaten before they asked, or whose target was. */
const TOO_LATE = new Set([
  ...['401 SESSION_ENDED', '401 INVALID_CREDENTIALS', '423 ACCOUNT_LOCKED'],
  ...['403 FORBIDDEN', '404 NOT_FOUND', '409 VERSION_STALE'],
]);

let scene: RaceScene;
beforeAll(async () => {
  scene = await RaceScene.open();
});
afterAll(() => scene.close());

type Act = (turn: number, by: Racer, other: Racer) => Promise<Answer>;

const demote: Act = (turn, by, other) =>
  scene.call(turn, 'PATCH', `/users/${other.id}/platform-role`, by, {
    ...{ platformRole: null, password: PASSWORD },
  });
const setStatus =
  (status: string): Act =>
  (turn, by, other) =>
    scene.call(turn, 'PATCH', `/users/${other.id}/status`, by, { status });
const remove: Act = (turn, by, other) => scene.call(turn, 'DELETE', `/users/${other.id}`, by);
const leave: Act = (turn, by) => scene.call(turn, 'DELETE', '/users/me', by, { password: PASSWORD });

/** Two who are the only super admins act on each other and on themselves, in turn, in each of these ways. */
async function duel(acts: readonly Act[], waiters: number): Promise<Answer[]> {
  const people = await scene.people(2);
  const [ann, ben] = [there(people[0]), there(people[1])];
  const ids = [ann.id, ben.id];
  await scene.sql(
    `UPDATE users SET platform_role = CASE WHEN id = ANY($1::uuid[]) THEN 'super_admin' END
     WHERE platform_role IS NOT NULL OR id = ANY($1::uuid[])`,
    [ids],
  );
  const call = (turn: number) => {
    const [by, other] = turn % 4 < 2 ? [ann, ben] : [ben, ann];
    return there(acts[Math.floor(turn / 4) % acts.length])(turn, by, other);
  };
  return scene.fromOneStart(
    ['SELECT 1 FROM users WHERE id = ANY($1::uuid[]) FOR UPDATE', [ids]],
    waiters,
    () => Promise.all(fifty(call)),
  );
}

it('T2 of two super admins who demote each other, one remains', async () => {
  let remained = 0;
  const tally = await race(async () => {
    const answers = await duel([demote], 2);
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

it.each<[string, Act[]]>([
  ['ban and deactivate each other', [setStatus('banned'), setStatus('inactive')]],
  ['delete each other', [remove]],
  ['delete, ban and demote each other, or leave', [leave, setStatus('banned'), demote, remove]],
])(
  'T2 of two super admins who %s, one remains',
  async (what, acts) => {
    const remained: number[] = [];
    const tally = await race(async () => {
      const answers = await duel(acts, 20);
      remained.push(await scene.count(ACTIVE));
      return answers;
    }, DUELS);

    tally.report(`super admins who ${what}`, { rounds: remained.length });
    const { '200': done = 0, '409 LAST_SUPER_ADMIN': refused = 0, ...others } = tally.outcomes;
    expect(Object.keys(others).filter((outcome) => !TOO_LATE.has(outcome))).toEqual([]);
    expect([done, refused].every((calls) => calls >= DUELS)).toBe(true);
    expect(remained).toEqual(Array.from({ length: DUELS }, () => 1));
  },
  120_000,
);
