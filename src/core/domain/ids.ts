declare const brand: unique symbol;

/** A UUID that cannot be mistaken for the id of another kind of thing. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type UserId = Id<'user'>;
export type WorkspaceId = Id<'workspace'>;
export type SessionId = Id<'session'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

/** Brands a string that is already known to be a UUID: a column, a claim of a verified token. */
export function asId<Kind extends string>(value: string): Id<Kind> {
  return value as Id<Kind>;
}
