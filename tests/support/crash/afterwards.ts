const RELAYING = /\bUPDATE outbox\b/;
const WORKING = /\bUPDATE jobs\b/;
const CHAINING = /\bINSERT INTO audit_chain\b/;

/** Whether no request does that: the relay, the audit chain, and the workers, whose COMMITs are named by their job. */
export function isAfterwards(wrote: string): boolean {
  return [RELAYING, WORKING, CHAINING].some((kind) => kind.test(wrote));
}

/** The job that the COMMIT of that name settles: its kind, and for a reaction its event. Null for those of no job. */
export function jobIn(wrote: string): string | null {
  return /^(\S+(?: on \S+)?): /.exec(wrote)?.[1] ?? null;
}
