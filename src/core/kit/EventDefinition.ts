import type { ReservedKey } from '../domain/EventCatalogue';
import type { Permission } from '../domain/PermissionCatalogue';

/** Who hears an event. `audit`: only the audit log keeps it. `internal`: reactions of modules hear it too. */
export type Audience = 'audit' | 'internal' | 'user' | 'workspace';

/** One field of an event, as documents and schemas show it. */
export interface FieldDefinition {
  readonly type: 'uuid' | 'string' | 'number' | 'boolean' | 'date-time' | 'strings' | 'uuids';
  readonly description: string;
  /** The only ones it, or each of several, can have. */
  readonly values?: readonly string[];
  /** What documents show; without it, one is made up from type and values. */
  readonly example?: unknown;
  readonly nullable?: boolean;
  /** Not there where it says nothing. */
  readonly optional?: boolean;
  /** Only those who hold it see the field; the event itself reaches every member. */
  readonly needs?: Permission;
}

/** Says of a field what its type in the payload says, and no less. */
type Describes<T> = FieldDefinition & {
  readonly type: TypeOf<NonNullable<T>>;
  readonly values?: NonNullable<T> extends string ? readonly NonNullable<T>[] : readonly string[];
  readonly example?: T;
} & (null extends T ? { readonly nullable: true } : { readonly nullable?: false }) &
  (undefined extends T ? { readonly optional: true } : { readonly optional?: false });

type TypeOf<T> = [T] extends [string]
  ? 'uuid' | 'string' | 'date-time'
  : [T] extends [number]
    ? 'number'
    : [T] extends [boolean]
      ? 'boolean'
      : [T] extends [readonly string[]]
        ? 'strings' | 'uuids'
        : never;

export interface EventDefinition<Payload> {
  readonly summary: string;
  readonly audience: Audience;
  /** The action its audit row carries: dotted, stable, in the past: `password.reset`. Null: it only tells what is on record. */
  readonly audit: string | null;
  /** The last event that people hear in their room, if it is what puts them out: everyone, or whom the field names. */
  readonly mayEnd?: 'everyone' | (keyof Payload & string);
  /** What its audit row is about, when that is neither `subjectId` nor else the workspace: the field with its id. */
  readonly target?: { readonly type: string; readonly field: keyof Payload & string };
  readonly fields: {
    readonly [Field in keyof Payload]-?: Field extends ReservedKey ? never : Describes<Payload[Field]>;
  };
}
