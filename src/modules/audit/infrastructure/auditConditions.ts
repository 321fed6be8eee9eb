import type { AuditFilter } from '../application/AuditLog';

/** Clocks of processes, which ids are made by, and of the database, which times are told by, differ by less. */
const MOST_SKEW_MS = 3_600_000;

type Condition = (value: string, parameter: (value: string) => string) => string;

const CONDITIONS: Readonly<Record<keyof AuditFilter, Condition>> = {
  actor: (value, parameter) => `actor_id = ${parameter(value)}::uuid`,
  action: (value, parameter) =>
    value.endsWith('.*')
      ? `action COLLATE "C" >= ${parameter(value.slice(0, -1))} AND action COLLATE "C" < ${parameter(`${value.slice(0, -2)}/`)}`
      : `action COLLATE "C" = ${parameter(value)}`,
  targetType: (value, parameter) => `target_type = ${parameter(value)}`,
  targetId: (value, parameter) => `target_id = ${parameter(value)}::uuid`,
  from: (value, parameter) =>
    `occurred_at >= ${parameter(value)}::timestamptz AND id >= ${parameter(firstIdAt(value, -MOST_SKEW_MS))}::uuid`,
  to: (value, parameter) =>
    `occurred_at < ${parameter(value)}::timestamptz AND id < ${parameter(firstIdAt(value, MOST_SKEW_MS))}::uuid`,
  requestId: (value, parameter) => `request_id = ${parameter(value)}`,
  workspaceId: (value, parameter) => `workspace_id = ${parameter(value)}::uuid`,
};

/** SQL for what the filter names. @param parameter makes a value a parameter, and tells its name. */
export function auditConditions(filter: AuditFilter, parameter: (value: string) => string): string[] {
  return Object.entries(CONDITIONS).flatMap(([name, condition]) => {
    const value = filter[name as keyof AuditFilter];
    return value === undefined ? [] : [condition(value, parameter)];
  });
}

/** The least id made at that time: ids begin with their milliseconds (RFC 9562, 5.7), so an index serves times. */
function firstIdAt(time: string, shiftMs: number): string {
  const hex = Math.max(0, Date.parse(time) + shiftMs)
    .toString(16)
    .padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
