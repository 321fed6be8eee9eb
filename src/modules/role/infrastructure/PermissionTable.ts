import type { PermissionDefinitions } from '../../../core/application/PermissionDefinitions';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { Database } from '../../../core/infrastructure/database/Database';
import type { Service } from '../../../core/kit';

const SCOPE = { as: 'system', for: 'writing down the permissions that the code knows' } as const;

const WRITE = `
  INSERT INTO permissions (name, description)
  SELECT p.name, p.description FROM jsonb_to_recordset($1::jsonb) AS p(name text, description text)
  ORDER BY p.name
  ON CONFLICT (name) DO UPDATE SET description = EXCLUDED.description
    WHERE permissions.description <> EXCLUDED.description`;

/**
 * Writes the catalogue into its table at each start. What the code does not know any more stays: another process
 * may still run the code that does.
 */
export class PermissionTable implements Service {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly database: Database,
    private readonly definitions: PermissionDefinitions,
  ) {}

  async start(): Promise<void> {
    const { all } = this.definitions;
    await this.unit.run(SCOPE, () => this.database.write(WRITE, [JSON.stringify(all)]));
  }

  stop(): void {}
}
