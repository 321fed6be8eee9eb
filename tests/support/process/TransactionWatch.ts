import type { JobNames } from './JobNames';
import { columnsOf, parametersOf, stringsOf, type PostgresMessage } from './PostgresMessages';

const END = /^\s*(COMMIT|ROLLBACK)\s*;?\s*$/i;
const WRITE = /(?<!FOR |KEY )\b(INSERT INTO|UPDATE|DELETE FROM)\s+(?!SET\b)"?(\w+)/gi;
const CLAIM = /\bUPDATE jobs\b[^]*\bRETURNING id, kind, payload\b/;
const SETTLE = /^UPDATE jobs SET/;
/** Renewed by the clock; and hints that processes give each other, which go by themselves within a minute. */
const FLEETING = ['leases', 'cache_drops'];

/**
 * Reads off one connection what its transactions wrote. Only statements that touched rows count: loops that look
 * for work commit all the time.
 */
export class TransactionWatch {
  private statement = '';
  private job = '';
  private readonly written = new Set<string>();

  constructor(private readonly jobs: JobNames) {}

  /**
   * What the transaction wrote that this message commits, such as `INSERT INTO users, UPDATE jobs`, after the job that
   * it settles: `mail: UPDATE jobs`. Null for any other message.
   */
  asked(message: PostgresMessage): string | null {
    if (message.type === 'B' && SETTLE.test(this.statement)) {
      const [id = ''] = parametersOf(message);
      this.job = `${this.jobs.of(id)}: `;
    }
    if (message.type !== 'Q' && message.type !== 'P') return null;
    this.statement = stringsOf(message)[message.type === 'Q' ? 0 : 1] ?? '';
    const end = END.exec(this.statement)?.[1]?.toUpperCase();
    if (end === undefined) return null;
    const wrote = this.take();
    return end === 'COMMIT' ? wrote : null;
  }

  /** What was written and needs no COMMIT to stay; else null. */
  answered(message: PostgresMessage): string | null {
    if (message.type === 'D' && CLAIM.test(this.statement)) this.jobs.learn(columnsOf(message));
    if (message.type === 'C' && Number(/\d+$/.exec(stringsOf(message)[0] ?? '')?.[0] ?? 0) > 0) this.note();
    const isIdle = message.type === 'Z' && stringsOf(message)[0] === 'I';
    return isIdle ? this.take() : null;
  }

  private note(): void {
    for (const [, verb = '', table = ''] of this.statement.matchAll(WRITE)) {
      if (!FLEETING.includes(table)) this.written.add(`${verb} ${table}`);
    }
  }

  private take(): string | null {
    const wrote = [...this.written].sort().join(', ');
    const name = wrote === '' ? null : this.job + wrote;
    this.written.clear();
    this.job = '';
    return name;
  }
}

export function isCommitted(message: PostgresMessage): boolean {
  return message.type === 'C' && stringsOf(message)[0] === 'COMMIT';
}
