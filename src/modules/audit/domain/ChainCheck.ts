import { sealedText } from '../../../core/domain/auditSeal';
import type { AuditFault, AuditFaultKind } from './AuditFault';
import { BEFORE_ALL, linkText, PLATFORM_CHAIN, type Head, type Link, type RowText } from './chain';

/** A link with its row; null when that is gone. */
export interface LinkedRow extends Link {
  readonly row: RowText | null;
}

export type Sign = (kind: 'row' | 'link', text: string) => string;

/** Goes along chains, link by link, and tells what is wrong. Faults are told once: the stored link is followed. */
export class ChainCheck {
  private at: Head | null = null;
  private newestKey: number;

  /**
   * @param keys the current key first, former ones after it
   * @param earlier heads that were exported before, by chain
   */
  constructor(
    private readonly keys: readonly Sign[],
    private readonly earlier: ReadonlyMap<string, Head>,
    private readonly found: (fault: AuditFault) => void,
  ) {
    this.newestKey = keys.length - 1;
  }

  /** Links come in the order of their chain and number. */
  follow(link: LinkedRow): void {
    if (this.at?.chainId !== link.chainId) this.begin(link.chainId);
    const before = this.at as Head;
    if (link.number !== before.number + 1)
      this.tell('removed', { ...link, entryId: null }, before.number + 1);
    else if (link.row && !this.isSigned(before.mac, link, link.row)) this.tell('altered', link);
    if (!link.row) this.tell('removed', link);
    else if (!isSealed(link.row, this.keys)) this.tell('inserted', link);
    const head = this.earlier.get(link.chainId);
    if (head?.number === link.number && head.mac !== link.mac) this.tell('cut-off', link);
    this.at = link;
  }

  /** To be called after the last link of all, and for each chain that has none any more. */
  end(): void {
    if (!this.at) return;
    const { chainId, number } = this.at;
    const head = this.earlier.get(chainId);
    if (head && head.number > number) this.tell('cut-off', { chainId, number: head.number, entryId: null });
    this.at = null;
  }

  private begin(chainId: string): void {
    this.end();
    this.at = { chainId, number: 0, mac: BEFORE_ALL };
    this.newestKey = this.keys.length - 1;
  }

  /** A former key signs no link after one that a newer key signed. */
  private isSigned(before: string, link: Link, row: RowText): boolean {
    const text = linkText(before, link, row);
    const key = this.keys.slice(0, this.newestKey + 1).findIndex((sign) => sign('link', text) === link.mac);
    if (key >= 0) this.newestKey = key;
    return key >= 0;
  }

  private tell(
    kind: AuditFaultKind,
    { chainId, number, entryId }: { chainId: string; number: number; entryId: string | null },
    at = number,
  ): void {
    this.found({ kind, workspaceId: chainId === PLATFORM_CHAIN ? null : chainId, number: at, entryId });
  }
}

/** Whether the application wrote it. */
export function isSealed(row: RowText, keys: readonly Sign[]): boolean {
  const text = sealedText({ ...row, details: JSON.parse(row.details) as unknown });
  return keys.some((sign) => sign('row', text) === row.seal);
}
