/** Somebody with an account, and what they know. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

/**
 * One of the two workspaces of the proof, with its people. Nothing of one side names anything of the other.
 * What is known of it, and who its people are, changes as the proof goes on.
 */
export interface Side {
  readonly name: 'A' | 'B';
  /** Stands in every name, address and free text of this side, and nowhere else. */
  readonly mark: string;
  readonly workspaceId: string;
  readonly owner: Person;
  readonly member: Person;
  /** Invited, and not yet a member. */
  readonly guest: Person;
  /** Every id that stands in a row of this side and in no row of the other. */
  readonly ids: readonly string[];
  /** Those of them that alone tell whose a row is. */
  readonly links: readonly string[];
  /** One id of each column of ids of each table: those that the other side uses in its attempts. */
  readonly probes: readonly string[];
  /** Ids that together are the key of a row, the parent's first: `id/id`, as paths with several parameters need them. */
  readonly families: readonly string[];
  /** Secrets that were mailed to this side. */
  readonly tokens: readonly string[];
}

/** What must not be found in an answer to anybody else. @param but ids that are known there already. */
export function factsOf({ mark, ids }: Side, but: readonly string[] = []): string[] {
  const known = new Set(but);
  return [mark, ...ids.filter((id) => !known.has(id))];
}
