import { token } from '../../../core/domain/token';
import type { Head, Link, RowText } from '../domain/chain';

/** The links of the audit log, as they grow. All of it joins the surrounding unit of work. */
export interface AuditChain {
  /** Whether nobody else, in any process, adds links until commit. */
  takeTurn(): Promise<boolean>;
  /** Rows without a link, oldest first. */
  waiting(limit: number): Promise<RowText[]>;
  heads(chainIds: readonly string[]): Promise<Head[]>;
  /** Their rows wait no longer. */
  append(links: readonly Link[]): Promise<void>;
}
export const AuditChain = token<AuditChain>('AuditChain');
