import { describeProcess } from './describeProcess';

/** Names one process for good: ids are given out again, an id with a start time is not. */
export interface ProcessStamp {
  readonly pid: number;
  readonly startedAt: string;
}

export async function stampOfThisProcess(): Promise<ProcessStamp> {
  const own = await describeProcess(process.pid);
  return { pid: process.pid, startedAt: own?.startedAt ?? '' };
}

export async function isRunning({ pid, startedAt }: ProcessStamp): Promise<boolean> {
  return (await describeProcess(pid))?.startedAt === startedAt;
}
