import type { Ledger } from '../../../core/application/Ledger';
import type { WorkspaceId } from '../../../core/domain/ids';
import { versionStale } from '../../../core/domain/stale';
import type { Database } from '../../../core/infrastructure/database/Database';
import {
  violatedReference,
  violatedUnique,
} from '../../../core/infrastructure/database/translateDatabaseError';
import type { KnownPermissions } from '../application/KnownPermissions';
import { roleInUse, roleNameTaken } from '../domain/errors';
import { Role, type RoleId } from '../domain/Role';
import { roleNameKey } from '../domain/roleName';
import type { RoleRepository } from '../domain/RoleRepository';

const HOLD_COUNT = `SELECT pg_advisory_xact_lock(hashtextextended('roles:' || $1, 0))`;
const COUNT = 'SELECT count(*)::int AS count FROM roles WHERE workspace_id = $1';
const ADD = 'INSERT INTO roles (workspace_id, id, name, name_key) VALUES ($1, $2, $3, $4)';
const HOLD = 'SELECT name, version FROM roles WHERE workspace_id = $1 AND id = $2 FOR UPDATE';
const PERMISSIONS = 'SELECT permission FROM role_permissions WHERE workspace_id = $1 AND role_id = $2';
const SAVE = `
  UPDATE roles SET name = $3, name_key = $4, version = version + 1
  WHERE workspace_id = $1 AND id = $2 AND version = $5`;
const TAKE = `
  DELETE FROM role_permissions WHERE workspace_id = $1 AND role_id = $2 AND permission <> ALL ($3::text[])`;
const GIVE = `
  INSERT INTO role_permissions (workspace_id, role_id, permission)
  SELECT $1, $2, unnest($3::text[]) ON CONFLICT DO NOTHING`;
const REMOVE = 'DELETE FROM roles WHERE workspace_id = $1 AND id = $2';

export class SqlRoleRepository implements RoleRepository {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly known: KnownPermissions,
  ) {}

  async holdCount(workspaceId: WorkspaceId): Promise<number> {
    await this.database.rows(HOLD_COUNT, [workspaceId]);
    const [row] = await this.database.rows<{ count: number }>(COUNT, [workspaceId]);
    return row?.count ?? 0;
  }

  async add(role: Role): Promise<void> {
    const { workspaceId, id, name } = role.state;
    await uniquely(() => this.database.write(ADD, [workspaceId, id, name, roleNameKey(name)]));
    await this.writePermissions(role);
    await this.ledger.record(role.pullEvents());
    role.saved();
  }

  /** Two statements: one that waits for the lock would read the permissions as they were before the wait. */
  async find(workspaceId: WorkspaceId, id: RoleId): Promise<Role | null> {
    const [row] = await this.database.rows<{ name: string; version: number }>(HOLD, [workspaceId, id]);
    if (!row) return null;
    const held = await this.database.rows<{ permission: string }>(PERMISSIONS, [workspaceId, id]);
    const permissions = this.known.among(held.map(({ permission }) => permission));
    return Role.restore({ id, workspaceId, name: row.name, permissions }, row.version);
  }

  async save(role: Role): Promise<void> {
    const events = role.pullEvents();
    if (events.length === 0) return;
    const { workspaceId, id, name } = role.state;
    const values = [workspaceId, id, name, roleNameKey(name), role.version];
    const count = await uniquely(() => this.database.write(SAVE, values));
    if (count === 0) throw versionStale();
    await this.writePermissions(role);
    await this.ledger.record(events);
    role.saved();
  }

  async remove(role: Role): Promise<void> {
    const { workspaceId, id } = role.state;
    try {
      await this.database.write(REMOVE, [workspaceId, id]);
    } catch (error) {
      throw violatedReference(error) === 'user_roles_role_fkey' ? roleInUse() : error;
    }
    await this.ledger.record(role.pullEvents());
  }

  private async writePermissions({ state: { workspaceId, id, permissions } }: Role): Promise<void> {
    await this.database.write(TAKE, [workspaceId, id, [...permissions]]);
    await this.database.write(GIVE, [workspaceId, id, [...permissions]]);
  }
}

async function uniquely<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw violatedUnique(error) === 'roles_name_key' ? roleNameTaken() : error;
  }
}
