import { availableParallelism, cpus, totalmem } from 'node:os';

export function describeMachine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  return `Node ${process.version}, ${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${memory} GiB`;
}
