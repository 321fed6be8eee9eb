import { there } from '../there';
import type { RaceScene } from './RaceScene';
import type { Racer } from './seedPeople';
import { seedMembers, seedWorkspace } from './seedWorkspaces';

export interface Home {
  /** Its owner. */
  readonly ann: Racer;
  readonly ben: Racer;
  readonly workspaceId: string;
  /** The path of the workspace. */
  readonly path: string;
}

/** A workspace of two. @param role what Ben is in it */
export async function aHome(scene: RaceScene, role: string): Promise<Home> {
  const people = await scene.people(2);
  const [ann, ben] = [there(people[0]), there(people[1])];
  const workspaceId = await seedWorkspace(scene.sql, [ann]);
  await seedMembers(scene.sql, workspaceId, [ben], role);
  return { ann, ben, workspaceId, path: `/workspaces/${workspaceId}` };
}
