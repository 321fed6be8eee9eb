import type { Jobs, NewJob } from '../../../src/core/application/Jobs';
import { Memory } from './Memory';

export class RecordingJobs implements Jobs {
  readonly jobs: NewJob[];

  constructor(memory = new Memory()) {
    this.jobs = memory.list();
  }

  enqueue(job: NewJob): Promise<void> {
    const known = job.key !== undefined && this.jobs.some(({ key }) => key === job.key);
    if (!known) this.jobs.push(job);
    return Promise.resolve();
  }

  wake(): void {}
}
