import type { UnitOfWork } from '../../../src/core/application/UnitOfWork';
import type { Database } from '../../../src/core/infrastructure/database/Database';
import { openDatabase } from '../../../src/core/infrastructure/database/openDatabase';
import { SequelizeUnitOfWork } from '../../../src/core/infrastructure/database/SequelizeUnitOfWork';
import { UserModel } from '../../../src/modules/user/infrastructure/UserModel';
import { silentLog } from '../silentLog';
import { createDatabase, dropDatabase } from './databases';
import { LOGIN, TEMPLATE } from './migratedTemplate';
import { query } from './query';

/** A database with the whole schema, seen by the application's own login, without an application around it. */
export class MigratedDatabase {
  readonly database: Database;
  readonly unit: UnitOfWork;
  private readonly opened: Database[] = [];

  private constructor(
    private readonly name: string,
    /** As superuser. */
    readonly adminUrl: string,
    /** As the application's login. */
    readonly url: string,
    connections: number,
  ) {
    this.database = this.open(connections);
    this.unit = new SequelizeUnitOfWork(this.database, silentLog);
  }

  static async create(connections = 5): Promise<MigratedDatabase> {
    const { name, url } = await createDatabase(TEMPLATE);
    const login = new URL(url);
    login.username = LOGIN.name;
    login.password = LOGIN.password;
    return new MigratedDatabase(name, url, login.href, connections);
  }

  /** A pool of its own, as another process has one. */
  open(connections: number): Database {
    const pool = { min: 0, max: connections };
    const database = openDatabase({ url: this.url, pool, ssl: false, models: [UserModel] });
    this.opened.push(database);
    return database;
  }

  /** As superuser, whom no wall stops. */
  sql<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    return query<Row>(this.adminUrl, text, values);
  }

  async drop(): Promise<void> {
    await Promise.all(this.opened.map((database) => database.close()));
    await dropDatabase(this.name);
  }
}
