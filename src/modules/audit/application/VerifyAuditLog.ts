import type { AuditSigner } from '../../../core/application/AuditSigner';
import type { AuditFault } from '../domain/AuditFault';
import { PLATFORM_CHAIN, type Head } from '../domain/chain';
import { ChainCheck, isSealed, type Sign } from '../domain/ChainCheck';
import type { ChainReading } from './ChainReading';

const AT_ONCE = 2_000;
/** Faults that are told one by one; the others are counted. */
const MOST_TOLD = 1_000;

export interface Verification {
  /** One chain (`PLATFORM_CHAIN` for rows of no workspace), or null for all. */
  readonly chainId: string | null;
  /** Heads that were exported earlier. */
  readonly earlier: readonly Head[];
  /** Signers with keys that were in use before the current one, newest first. */
  readonly formerly: readonly AuditSigner[];
  /** Told now and then how many rows were looked at. */
  readonly progress: (rows: number) => void;
}

export interface AuditVerdict {
  readonly links: number;
  /** Rows so new that they have no link yet. */
  readonly waiting: number;
  readonly faultCount: number;
  readonly faults: readonly AuditFault[];
}

/** Holds every audit row against its seal and its link, in bounded memory. Reads only. */
export class VerifyAuditLog {
  constructor(
    private readonly reading: ChainReading,
    private readonly signer: AuditSigner,
  ) {}

  async execute(verification: Verification): Promise<AuditVerdict> {
    const keys = [this.signer, ...verification.formerly].map(
      (signer): Sign =>
        (kind, text) =>
          signer.sign(kind, text),
    );
    const faults: AuditFault[] = [];
    let faultCount = 0;
    const found = (fault: AuditFault) => {
      faultCount += 1;
      if (faults.length < MOST_TOLD) faults.push(fault);
    };
    const links = await this.followChains(verification, keys, found);
    const waiting = await this.lookForUnlinked(verification, keys, found);
    if (verification.chainId === null) await this.lookForLost(found);
    return { links, waiting, faultCount, faults };
  }

  private async followChains(
    { chainId, earlier, progress }: Verification,
    keys: readonly Sign[],
    found: (fault: AuditFault) => void,
  ): Promise<number> {
    const heads = earlier.filter((head) => chainId === null || head.chainId === chainId);
    const missing = new Map(heads.map((head) => [head.chainId, head]));
    const check = new ChainCheck(keys, new Map(missing), found);
    let count = 0;
    for (let batch = await this.reading.links(chainId, null, AT_ONCE); batch.length > 0;) {
      for (const link of batch) {
        missing.delete(link.chainId);
        check.follow(link);
      }
      count += batch.length;
      progress(count);
      batch = await this.reading.links(chainId, batch.at(-1) ?? null, AT_ONCE);
    }
    check.end();
    for (const { chainId: id, number } of missing.values()) {
      found({ kind: 'cut-off', workspaceId: id === PLATFORM_CHAIN ? null : id, number, entryId: null });
    }
    return count;
  }

  private async lookForUnlinked(
    { chainId, progress }: Verification,
    keys: readonly Sign[],
    found: (fault: AuditFault) => void,
  ): Promise<number> {
    let waiting = 0;
    for (let last: string | null = null, looked = 0; looked === 0 || last !== null;) {
      const batch = await this.reading.unlinked(chainId, last, AT_ONCE);
      for (const row of batch.rows) {
        const about = { workspaceId: row.workspaceId, number: null, entryId: row.id };
        if (!isSealed(row, keys)) found({ kind: 'inserted', ...about });
        else if (row.isWaiting) waiting += 1;
        else found({ kind: 'unlinked', ...about });
      }
      looked += AT_ONCE;
      progress(looked);
      last = batch.last;
    }
    return waiting;
  }

  /** Which workspace they belonged to nobody can tell any more. */
  private async lookForLost(found: (fault: AuditFault) => void): Promise<void> {
    for (let ids = await this.reading.lost(null, AT_ONCE); ids.length > 0;) {
      for (const entryId of ids) found({ kind: 'removed', workspaceId: null, number: null, entryId });
      ids = await this.reading.lost(ids.at(-1) ?? null, AT_ONCE);
    }
  }
}
