/** The chain of rows that belong to no workspace. */
export const PLATFORM_CHAIN = '00000000-0000-0000-0000-000000000000';

/** What the first link of a chain follows. */
export const BEFORE_ALL = '';

/** An audit row with every column as the text PostgreSQL writes; times in UTC to the microsecond. */
export interface RowText {
  readonly id: string;
  readonly occurredAt: string | null;
  readonly action: string;
  readonly actorId: string | null;
  readonly subjectId: string | null;
  readonly workspaceId: string | null;
  readonly targetType: string | null;
  readonly targetId: string | null;
  readonly details: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
  /** Hexadecimal. */
  readonly seal: string | null;
}

/** Its columns, in the order in which a link signs them. */
export const rowColumns = [
  'id',
  'occurredAt',
  'action',
  'actorId',
  'subjectId',
  'workspaceId',
  'targetType',
  'targetId',
  'details',
  'ip',
  'userAgent',
  'requestId',
  'seal',
] as const satisfies readonly (keyof RowText)[];

/** The newest link of a chain. */
export interface Head {
  readonly chainId: string;
  readonly number: number;
  /** Hexadecimal. */
  readonly mac: string;
}

export interface Link extends Head {
  readonly entryId: string;
}

export function chainOf({ workspaceId }: Pick<RowText, 'workspaceId'>): string {
  return workspaceId ?? PLATFORM_CHAIN;
}

/** The text a link signs: no two links have the same. @param before the mac of the link before. */
export function linkText(before: string, { chainId, number }: Omit<Head, 'mac'>, row: RowText): string {
  return JSON.stringify([before, chainId, number, ...rowColumns.map((column) => row[column])]);
}
