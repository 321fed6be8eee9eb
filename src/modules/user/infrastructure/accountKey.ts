import type { UserId } from '../../../core/domain/ids';

/** As the trigger `drop_cached` of the table writes it. */
export function accountKey(id: UserId): string {
  return `account:${id}`;
}
