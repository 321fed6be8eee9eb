import type { Jobs } from '../../../core/application/Jobs';
import { normalisedEmail } from '../../user';
import { issueVerification } from './jobKinds';

/** As with a password reset: one answer and one duration for known, unknown and verified addresses. */
export class RequestVerification {
  constructor(private readonly jobs: Jobs) {}

  execute(email: string): Promise<void> {
    return this.jobs.enqueue({
      kind: issueVerification,
      payload: {},
      secret: { email: normalisedEmail(email) },
    });
  }
}
