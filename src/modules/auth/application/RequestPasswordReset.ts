import type { Jobs } from '../../../core/application/Jobs';
import { normalisedEmail } from '../../user';
import { issuePasswordReset } from './jobKinds';

/**
 * Notes the wish and nothing else, whether the address has an account or not: same work, same time. A worker
 * looks the account up.
 */
export class RequestPasswordReset {
  constructor(private readonly jobs: Jobs) {}

  execute(email: string): Promise<void> {
    return this.jobs.enqueue({
      kind: issuePasswordReset,
      payload: {},
      secret: { email: normalisedEmail(email) },
    });
  }
}
