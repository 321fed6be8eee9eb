import { expectSoon } from '../../support/expectSoon';
import { RaceScene } from '../../support/races/RaceScene';
import type { Racer } from '../../support/races/seedPeople';
import { seedMembers, seedWorkspace } from '../../support/races/seedWorkspaces';
import { there } from '../../support/there';

const SECOND = 1_000;
const [HERE, THERE] = [0, 1];

let scene: RaceScene;
let ann: Racer;
let ben: Racer;
let home: string;
beforeAll(async () => {
  scene = await RaceScene.open();
  const people = await scene.people(2);
  [ann, ben] = [there(people[0]), there(people[1])];
  const workspaceId = await seedWorkspace(scene.sql, [ann]);
  await seedMembers(scene.sql, workspaceId, [ben], 'viewer');
  home = `/workspaces/${workspaceId}`;
});
afterAll(() => scene.close());

const change = async (method: string, path: string, body?: object) => {
  const answer = await scene.call(HERE, method, home + path, ann, body);
  expect(answer.outcome).toMatch(/^20[01]$/);
  return answer.body.data as { id: string };
};
const rename = () => scene.call(THERE, 'PATCH', home, ben, { name: 'Acme' });
const within = (outcome: string) =>
  expectSoon(async () => expect((await rename()).outcome).toBe(outcome), SECOND);

describe('T1 what an admin changes on one process bites on the other within a second', () => {
  it('whatever it is that lets a member do more or less', async () => {
    expect((await rename()).outcome).toBe('403 FORBIDDEN');
    const permitting = { permissions: ['workspaces.manage'] };
    const { id } = await change('POST', '/roles', { name: 'Keeper', ...permitting });
    const roles = `/members/${ben.id}/roles`;
    const permissions = `/roles/${id}/permissions`;

    for (let round = 0; round < 3; round += 1) {
      await change('PUT', roles, { roleIds: [id] });
      await within('200');
      await change('PUT', permissions, { permissions: [] });
      await within('403 FORBIDDEN');
      await change('PUT', permissions, permitting);
      await within('200');
      await change('PUT', roles, { roleIds: [] });
      await within('403 FORBIDDEN');
      await change('PATCH', `/members/${ben.id}`, { role: 'admin' });
      await within('200');
      await change('PATCH', `/members/${ben.id}`, { role: 'viewer' });
      await within('403 FORBIDDEN');
    }
    await change('PUT', roles, { roleIds: [id] });
    await within('200');
    await change('DELETE', `/members/${ben.id}`);
    await within('404 NOT_FOUND');
  });
});
