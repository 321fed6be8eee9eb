import { randomUUID } from 'node:crypto';
import { asId, type UserId, type WorkspaceId } from '../../../../src/core/domain/ids';
import type { Scope } from '../../../../src/core/application/UnitOfWork';
import { PostgresSurroundings } from '../../../support/surroundings/PostgresSurroundings';

let around: PostgresSurroundings;
beforeAll(async () => {
  around = await PostgresSurroundings.open();
});
afterAll(() => around.close());

async function aWorkspace(): Promise<{ userId: UserId; workspaceId: WorkspaceId }> {
  const { userId } = await around.person();
  const workspaceId = asId<'workspace'>(randomUUID());
  await around.sql(`INSERT INTO workspaces (id, name, slug) VALUES ($1, 'Acme', $2)`, [
    workspaceId,
    `s${workspaceId}`,
  ]);
  await around.sql(`INSERT INTO memberships (workspace_id, user_id, role) VALUES ($1, $2, 'owner')`, [
    workspaceId,
    userId,
  ]);
  return { userId, workspaceId };
}

const seenBy = async (scope: Scope) => {
  const rows = await around.unit.run(scope, () =>
    around.database.rows<{ id: string }>('SELECT id FROM members_page($1, 100)', [
      '00000000-0000-0000-0000-000000000000',
    ]),
  );
  return rows.map(({ id }) => id);
};

describe('the function that reads a page of members', () => {
  it('G18 shows those of the workspace of its transaction, and without one nobody', async () => {
    const [acme, beta] = [await aWorkspace(), await aWorkspace()];
    expect(await seenBy({ as: 'member', ...acme })).toEqual([acme.userId]);
    expect(await seenBy({ as: 'member', ...beta })).toEqual([beta.userId]);
    expect(await seenBy({ as: 'account', userId: acme.userId })).toEqual([]);
    expect(await seenBy({ as: 'system', for: 'a test' })).toEqual([]);
  });
});
