import { InMemoryWorkspaces } from '../support/fakes/InMemoryWorkspaces';
import { InMemorySurroundings } from '../support/surroundings/InMemorySurroundings';
import { workspaceRepositoryContract, type WorkspacesUnderTest } from './workspaceRepository.contract';

let underTest: WorkspacesUnderTest;

beforeEach(() => {
  const around = new InMemorySurroundings();
  const workspaces = new InMemoryWorkspaces(around.memory, around.ledger, around.clock);
  underTest = Object.assign(around, {
    workspaces,
    signIn: workspaces,
    suspend: async (id: never) => workspaces.change(id, { status: 'suspended' }),
    remove: async (id: never) => workspaces.remove(id),
    deactivateMember: async (id: never, userId: never) => workspaces.deactivate(id, userId),
  });
});

workspaceRepositoryContract('InMemoryWorkspaces', () => underTest);
