import { SequelizeWorkspaceRepository } from '../../../src/modules/workspace/infrastructure/SequelizeWorkspaceRepository';
import { SqlSignInWorkspaces } from '../../../src/modules/workspace/infrastructure/SqlSignInWorkspaces';
import {
  workspaceRepositoryContract,
  type WorkspacesUnderTest,
} from '../../contract/workspaceRepository.contract';
import { PostgresSurroundings } from '../../support/surroundings/PostgresSurroundings';

let around: PostgresSurroundings;
let underTest: WorkspacesUnderTest;

beforeAll(async () => {
  around = await PostgresSurroundings.open();
  const run = async (text: string, ...values: string[]) => void (await around.sql(text, values));
  underTest = Object.assign(around, {
    workspaces: new SequelizeWorkspaceRepository(around.database, around.ledger),
    signIn: new SqlSignInWorkspaces(around.database),
    suspend: (id: string) => run(`UPDATE workspaces SET status = 'suspended' WHERE id = $1`, id),
    remove: (id: string) => run('UPDATE workspaces SET deleted_at = now() WHERE id = $1', id),
    deactivateMember: (id: string, userId: string) =>
      run(`UPDATE memberships SET status = 'inactive' WHERE workspace_id = $1 AND user_id = $2`, id, userId),
  });
});

afterAll(() => around.close());

workspaceRepositoryContract('SequelizeWorkspaceRepository', () => underTest);
