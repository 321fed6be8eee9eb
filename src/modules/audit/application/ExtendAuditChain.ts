import type { AuditSigner } from '../../../core/application/AuditSigner';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { BEFORE_ALL, chainOf, linkText, type Head, type Link, type RowText } from '../domain/chain';
import type { AuditChain } from './AuditChain';

const AT_ONCE = 500;
const SCOPE = { as: 'system', for: 'chaining the audit log' } as const;

/** Gives rows their links, in the order in which they became visible. Any number of processes may try. */
export class ExtendAuditChain {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly chain: AuditChain,
    private readonly signer: AuditSigner,
  ) {}

  /** @returns whether more may wait. */
  execute(): Promise<boolean> {
    return this.unit.run(SCOPE, async () => {
      if (!(await this.chain.takeTurn())) return false;
      const rows = await this.chain.waiting(AT_ONCE);
      if (rows.length === 0) return false;
      const heads = await this.chain.heads([...new Set(rows.map(chainOf))]);
      await this.chain.append(this.linksFor(rows, heads));
      return rows.length === AT_ONCE;
    });
  }

  private linksFor(rows: readonly RowText[], heads: readonly Head[]): Link[] {
    const newest = new Map(heads.map((head) => [head.chainId, head]));
    return rows.map((row) => {
      const chainId = chainOf(row);
      const before = newest.get(chainId) ?? { number: 0, mac: BEFORE_ALL };
      const place = { chainId, number: before.number + 1 };
      const mac = this.signer.sign('link', linkText(before.mac, place, row));
      const link = { ...place, mac, entryId: row.id };
      newest.set(chainId, link);
      return link;
    });
  }
}
