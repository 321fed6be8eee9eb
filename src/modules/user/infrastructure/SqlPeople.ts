import type { Page } from '../../../core/application/Page';
import type { Scope } from '../../../core/application/UnitOfWork';
import type { UserId } from '../../../core/domain/ids';
import type { ScopedReader } from '../../../core/infrastructure/database/ScopedReader';
import type { FoundPerson, People, Person, Place, Sight } from '../application/People';

const PERSON = `u.id, u.email, u.first_name AS "firstName", u.last_name AS "lastName",
  u.email_verified AS "emailVerified", u.status, u.avatar_url AS "avatarUrl", u.created_at AS "createdAt",
  u.updated_at AS "updatedAt"`;

const COLLEAGUES = `SELECT ${PERSON} FROM memberships m JOIN users u ON u.id = m.user_id
  WHERE m.workspace_id = $1::uuid AND u.deleted_at IS NULL`;
const ACCOUNTS = `SELECT ${PERSON} FROM users u WHERE u.deleted_at IS NULL`;
const BEHIND_ALL = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const LIST_COLLEAGUES = { name: 'colleagues', text: `SELECT ${PERSON} FROM people_page($1, $2) u` };
const LIST_ACCOUNTS = {
  name: 'accounts',
  text: `${ACCOUNTS} AND ($1::uuid IS NULL OR u.id < $1::uuid) ORDER BY u.id DESC LIMIT $2::int`,
};
const found = (search: string) => `SELECT ${PERSON}, f.score
  FROM ${search}($1::text, $2::real, $3::uuid, $4::int) f JOIN users u ON u.id = f.id
  ORDER BY f.score DESC, f.id DESC`;
const SEARCH_COLLEAGUES = { name: 'search-colleagues', text: found('search_people') };
const SEARCH_ACCOUNTS = { name: 'search-accounts', text: found('search_accounts') };
const COLLEAGUE = { name: 'colleague', text: `${COLLEAGUES} AND m.user_id = $2::uuid` };
const ACCOUNT = { name: 'account', text: `${ACCOUNTS} AND u.id = $1::uuid` };

const SYSTEM = { as: 'system', for: 'a super admin looking at accounts' } as const;

export class SqlPeople implements People {
  constructor(private readonly reader: ScopedReader) {}

  list(sight: Sight, { after, limit }: Page): Promise<Person[]> {
    if (sight === 'everybody') return this.reader.rows(SYSTEM, LIST_ACCOUNTS, [after, limit]);
    return this.reader.rows(scopeOf(sight), LIST_COLLEAGUES, [after ?? BEHIND_ALL, limit]);
  }

  search(sight: Sight, words: string, after: Place | null, limit: number): Promise<FoundPerson[]> {
    const values = [words, after?.score ?? null, after?.id ?? null, limit];
    if (sight === 'everybody') return this.reader.rows(SYSTEM, SEARCH_ACCOUNTS, values);
    return this.reader.rows(scopeOf(sight), SEARCH_COLLEAGUES, values);
  }

  async read(sight: Sight, id: UserId): Promise<Person | null> {
    const [row] =
      sight === 'everybody'
        ? await this.reader.rows<Person>(SYSTEM, ACCOUNT, [id])
        : await this.reader.rows<Person>(scopeOf(sight), COLLEAGUE, [sight.workspaceId, id]);
    return row ?? null;
  }
}

function scopeOf({ workspaceId, readerId }: Exclude<Sight, 'everybody'>): Scope {
  return { as: 'member', userId: readerId, workspaceId };
}
