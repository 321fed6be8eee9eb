import { randomUUID } from 'node:crypto';
import { asId, type UserId, type WorkspaceId } from '../../../../src/core/domain/ids';
import { AfterCommitInvalidations } from '../../../../src/core/infrastructure/cache/AfterCommitInvalidations';
import { InProcessCache } from '../../../../src/core/infrastructure/cache/InProcessCache';
import {
  PipelinedReader,
  type ScopedReader,
} from '../../../../src/core/infrastructure/database/ScopedReader';
import { RoleAccessPolicy } from '../../../../src/modules/role/application/RoleAccessPolicy';
import { CachedTenancies } from '../../../../src/modules/workspace/infrastructure/CachedTenancies';
import { PostgresSurroundings } from '../../../support/surroundings/PostgresSurroundings';

let around: PostgresSurroundings;
let reader: PipelinedReader;
beforeAll(async () => {
  around = await PostgresSurroundings.open();
  reader = new PipelinedReader({ url: around.url, ssl: false, connections: 1 });
  await around.sql(
    `INSERT INTO permissions VALUES ('audit.read', ''), ('users.read', ''), ('roles.manage', '')`,
  );
});
afterAll(async () => {
  await reader.close();
  await around.close();
});

interface Place {
  readonly userId: UserId;
  readonly workspaceId: WorkspaceId;
}

async function aViewer(): Promise<Place> {
  const { userId } = await around.person();
  const workspaceId = asId<'workspace'>(randomUUID());
  await around.sql(`INSERT INTO workspaces (id, name, slug) VALUES ($1, 'Acme', $2)`, [
    workspaceId,
    `s${workspaceId}`,
  ]);
  await around.sql(`INSERT INTO memberships (workspace_id, user_id, role) VALUES ($1, $2, 'viewer')`, [
    workspaceId,
    userId,
  ]);
  return { userId, workspaceId };
}

async function aRole(workspaceId: string, ...permissions: string[]): Promise<string> {
  const id = randomUUID();
  await around.sql('INSERT INTO roles (workspace_id, id, name, name_key) VALUES ($1, $2, $3, $3)', [
    workspaceId,
    id,
    id,
  ]);
  await around.sql('INSERT INTO role_permissions SELECT $1, $2, unnest($3::text[])', [
    workspaceId,
    id,
    permissions,
  ]);
  return id;
}

const give = ({ workspaceId, userId }: Place, roleId: string) =>
  around.sql('INSERT INTO user_roles (workspace_id, user_id, role_id) VALUES ($1, $2, $3)', [
    workspaceId,
    userId,
    roleId,
  ]);

const refused = (act: Promise<unknown>) => act.catch((error: unknown) => (error as { code: string }).code);

describe('The permissions of a member with several roles', () => {
  it('are read in one statement when they are not known, and in none when they are', async () => {
    const place = await aViewer();
    await give(place, await aRole(place.workspaceId, 'audit.read', 'users.read'));
    await give(place, await aRole(place.workspaceId, 'audit.read', 'roles.manage'));
    let statements = 0;
    const counting: ScopedReader = {
      rows: (...call) => {
        statements += 1;
        return reader.rows(...call);
      },
      close: () => Promise.resolve(),
    };
    const cache = new InProcessCache({ max: 10 });
    cache.vouch(60_000);
    const drops = new AfterCommitInvalidations(around.unit, cache);
    const tenancies = new CachedTenancies(counting, cache, drops, around.database);
    const policy = new RoleAccessPolicy();
    const check = async () => {
      const tenancy = await tenancies.find(place.userId, place.workspaceId);
      const caller = { isSuperAdmin: false, emailVerified: true };
      policy.demand({ kind: 'permission', permission: 'audit.read' }, caller, tenancy);
      return tenancy;
    };

    const first = await check();
    expect([...(first?.permissions ?? [])].sort()).toEqual(['audit.read', 'roles.manage', 'users.read']);
    expect(statements).toBe(1);
    for (let again = 0; again < 5; again += 1) await check();
    expect(statements).toBe(1);
    await tenancies.changed(place.workspaceId, [place.userId]);
    await check();
    expect(statements).toBe(2);
  });

  it('are forgotten by every process when roles are given, taken or changed, by whatever way', async () => {
    const [place, other] = [await aViewer(), await aViewer()];
    const role = await aRole(place.workspaceId, 'users.read');
    const dropped = async (act: () => Promise<unknown>) => {
      await around.sql('DELETE FROM cache_drops');
      await act();
      return (await around.sql<{ key: string }>('SELECT cache_key AS key FROM cache_drops')).map(
        ({ key }) => key,
      );
    };
    const mine = [`tenancy:${place.workspaceId}:${place.userId}`];
    await give(other, await aRole(other.workspaceId, 'users.read'));

    expect(await dropped(() => give(place, role))).toEqual(mine);
    const more = `INSERT INTO role_permissions VALUES ($1, $2, 'audit.read'), ($1, $2, 'roles.manage')`;
    expect(await dropped(() => around.sql(more, [place.workspaceId, role]))).toEqual(mine);
    const less = 'DELETE FROM role_permissions WHERE role_id = $1';
    expect(await dropped(() => around.sql(less, [role]))).toEqual(mine);
    const none = 'DELETE FROM user_roles WHERE user_id = $1';
    expect(await dropped(() => around.sql(none, [place.userId]))).toEqual(mine);
    expect(await dropped(() => around.sql(none, [randomUUID()]))).toEqual([]);
  });

  it('G20 come from roles of the same workspace, held by its members', async () => {
    const [place, other] = [await aViewer(), await aViewer()];
    const [role, foreign] = [await aRole(place.workspaceId), await aRole(other.workspaceId)];
    expect(await refused(give(place, foreign))).toBe('23503');
    expect(await refused(give({ ...place, userId: other.userId }, role))).toBe('23503');
    expect(await refused(give({ ...place, workspaceId: other.workspaceId }, role))).toBe('23503');
    const orphan = around.sql(`INSERT INTO role_permissions VALUES ($1, $2, 'users.read')`, [
      other.workspaceId,
      role,
    ]);
    expect(await refused(orphan)).toBe('23503');
    expect(await refused(aRole(place.workspaceId, 'users.rule'))).toBe('23503');
  });
});
