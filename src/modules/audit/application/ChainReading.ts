import { token } from '../../../core/domain/token';
import type { Head, RowText } from '../domain/chain';
import type { LinkedRow } from '../domain/ChainCheck';

/** Rows of the log that have no link, among the next ones of it. */
export interface Unlinked {
  /** Where the next look begins; null at the end of the log. */
  readonly last: string | null;
  readonly rows: readonly (RowText & { readonly isWaiting: boolean })[];
}

/** Read port: the chains as they are stored, batch by batch. */
export interface ChainReading {
  /** Links by chain and number. @param chainId one chain, or null for all. */
  links(chainId: string | null, after: Omit<Head, 'mac'> | null, limit: number): Promise<LinkedRow[]>;
  unlinked(chainId: string | null, after: string | null, limit: number): Promise<Unlinked>;
  /** Ids of rows that wait for their link and are gone. */
  lost(after: string | null, limit: number): Promise<string[]>;
  heads(after: string | null, limit: number): Promise<Head[]>;
}
export const ChainReading = token<ChainReading>('ChainReading');
