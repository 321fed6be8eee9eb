import { randomUUID } from 'node:crypto';
import { RaceScene } from '../../support/races/RaceScene';
import type { Racer } from '../../support/races/seedPeople';
import { seedWorkspace } from '../../support/races/seedWorkspaces';
import { CALLS, race, ROUNDS } from '../../support/races/Tally';
import { there } from '../../support/there';

let scene: RaceScene;
let owners: readonly { readonly ann: Racer; readonly workspaceId: string }[];
beforeAll(async () => {
  scene = await RaceScene.open();
  const people = await scene.people(CALLS);
  owners = await Promise.all(
    people.map(async (ann) => ({ ann, workspaceId: await seedWorkspace(scene.sql, [ann]) })),
  );
});
afterAll(() => scene.close());

const found = (turn: number, by: Racer, body: object) => scene.call(turn, 'POST', '/workspaces', by, body);
const edit = (turn: number, workspaceId: string, by: Racer, body: object) =>
  scene.call(turn, 'PATCH', `/workspaces/${workspaceId}`, by, body);

describe('slugs, at two processes', () => {
  it('T2 one of 50 gets the slug that all want, for a new workspace or the one they have', async () => {
    const slugs = Array.from({ length: ROUNDS }, () => `s${randomUUID()}`);
    const tally = await race((round) =>
      Promise.all(
        owners.map(({ ann, workspaceId }, turn) => {
          const slug = there(slugs[round]);
          return turn % 4 < 2
            ? found(turn, ann, { name: 'Acme', slug })
            : edit(turn, workspaceId, ann, { slug });
        }),
      ),
    );

    const given = `audit_log WHERE action IN ('workspace.created', 'workspace.updated') AND details ->> 'slug' = ANY($1::text[])`;
    const held = { 'slugs given': await scene.count(given, [slugs]) };
    tally.report('one slug wanted', held);
    const { '200': edited = 0, '201': made = 0, ...refused } = tally.outcomes;
    expect(edited + made).toBe(ROUNDS);
    expect(refused).toEqual({ '409 SLUG_TAKEN': ROUNDS * (CALLS - 1) });
    expect(held).toEqual({ 'slugs given': ROUNDS });
  }, 120_000);

  it('T2 50 of one name get 50 slugs', async () => {
    const rounds = 4;
    const names = Array.from({ length: rounds }, () => `n${randomUUID()}`);
    const tally = await race(
      (round) =>
        Promise.all(
          owners.map(({ ann }, turn) => {
            const name = there(names[round]);
            return found(turn, ann, { name: turn % 4 < 2 ? name : `${name} 2` });
          }),
        ),
      rounds,
    );

    const held = {
      slugs: await scene.count(
        `(SELECT DISTINCT slug FROM workspaces WHERE replace(name, ' 2', '') = ANY($1::text[])) each`,
        [names],
      ),
    };
    tally.report('one name, slugs made of it', held);
    expect(tally.outcomes).toEqual({ '201': rounds * CALLS });
    expect(held).toEqual({ slugs: rounds * CALLS });
  }, 120_000);
});
