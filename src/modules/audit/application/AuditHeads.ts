import type { Head } from '../domain/chain';
import type { ChainReading } from './ChainReading';

const AT_ONCE = 1_000;

/** The newest link of every chain: kept elsewhere, it proves later that nothing was cut off. */
export class AuditHeads {
  constructor(private readonly reading: ChainReading) {}

  async execute(): Promise<Head[]> {
    const heads: Head[] = [];
    for (let batch = await this.reading.heads(null, AT_ONCE); batch.length > 0;) {
      heads.push(...batch);
      batch = await this.reading.heads(batch.at(-1)?.chainId ?? null, AT_ONCE);
    }
    return heads;
  }
}
