import type { UserId, WorkspaceId } from '../../../../../src/core/domain/ids';
import { ChooseWorkspace } from '../../../../../src/modules/workspace/application/ChooseWorkspace';
import { FoundWorkspace } from '../../../../../src/modules/workspace/application/FoundWorkspace';
import { InMemoryWorkspaces } from '../../../../support/fakes/InMemoryWorkspaces';
import { InMemorySurroundings } from '../../../../support/surroundings/InMemorySurroundings';

let around: InMemorySurroundings;
let workspaces: InMemoryWorkspaces;
let annId: UserId;

const choose = async (wanted: WorkspaceId | null = null, last: WorkspaceId | null = null) =>
  (await new ChooseWorkspace(workspaces).execute(annId, wanted, last))?.workspace.id ?? null;
const found = async (name: string, ownerId = annId) => {
  around.clock.advance(60);
  const { state } = await new FoundWorkspace(workspaces, around.random, around.clock).execute(
    { name },
    ownerId,
  );
  return state;
};
const suspend = (id: WorkspaceId) => workspaces.change(id, { status: 'suspended' });

beforeEach(async () => {
  around = new InMemorySurroundings();
  workspaces = new InMemoryWorkspaces(around.memory, around.ledger, around.clock);
  annId = (await around.person()).userId;
});

describe('The workspace of a sign-in', () => {
  it('is none for somebody who is in none', async () => {
    expect(await choose()).toBeNull();
  });

  it('is the oldest at first, then the one that was used last', async () => {
    const [oldest, other] = [await found('Oldest'), await found('Other')];
    expect(await choose()).toBe(oldest.id);
    around.clock.advance(60);
    expect(await choose(other.id)).toBe(other.id);
    expect(await choose()).toBe(other.id);
  });

  it('is the session’s last one, if it is still open', async () => {
    const [oldest, other] = [await found('Oldest'), await found('Other')];
    expect(await choose(null, other.id)).toBe(other.id);
    suspend(other.id);
    expect(await choose(null, other.id)).toBe(oldest.id);
  });

  it('passes over suspended ones, until there is no other', async () => {
    const [oldest, other] = [await found('Oldest'), await found('Other')];
    suspend(oldest.id);
    expect(await choose()).toBe(other.id);
    suspend(other.id);
    await expect(choose()).rejects.toMatchObject({ kind: 'forbidden', code: 'WORKSPACE_SUSPENDED' });
  });

  it('is the one that is demanded, or nothing', async () => {
    const mine = await found('Mine');
    const theirs = await found('Theirs', (await around.person()).userId);
    await expect(choose(theirs.id)).rejects.toMatchObject({ kind: 'missing', code: 'NOT_FOUND' });
    await found('Another of mine');
    suspend(mine.id);
    await expect(choose(mine.id)).rejects.toMatchObject({ code: 'WORKSPACE_SUSPENDED' });
  });

  it('is not one they are no active member of', async () => {
    const mine = await found('Mine');
    workspaces.deactivate(mine.id, annId);
    expect(await choose()).toBeNull();
    await expect(choose(mine.id)).rejects.toMatchObject({ kind: 'missing' });
  });
});

describe('Founding a workspace', () => {
  it('gives it a slug of its own, made from its name', async () => {
    const slugs = [await found('Acme & Söhne'), await found('Acme & Söhne'), await found('李小龙')];
    expect(slugs.map(({ slug }) => slug)).toEqual(['acme-sohne', 'acme-sohne-2', 'workspace']);
  });
});
