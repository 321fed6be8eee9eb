import { Jobs } from '../../../src/core/application/Jobs';
import { UnitOfWork } from '../../../src/core/application/UnitOfWork';
import type { Api } from '../app/Api';
import type { TestApp } from '../app/TestApp';
import type { VerifiedOwner } from '../app/members';

export interface MadeWebhook {
  readonly id: string;
  readonly secret: string;
  readonly version: number;
}

export const webhooksOf = ({ workspaceId }: Pick<VerifiedOwner, 'workspaceId'>) =>
  `/workspaces/${workspaceId}/webhooks`;

export async function aWebhook(
  app: Api,
  owner: VerifiedOwner,
  url: string,
  more: object = {},
): Promise<MadeWebhook> {
  const answer = await app
    .post(webhooksOf(owner), { url, ...more }, { token: owner.accessToken })
    .expect(201);
  return answer.body.data as MadeWebhook;
}

/** What waits for its next attempt falls due, and what is due is done. */
export async function nextAttempts(app: TestApp, { id }: Pick<MadeWebhook, 'id'>): Promise<void> {
  await app.sql(
    `UPDATE jobs SET run_at = now()
     WHERE kind = 'webhook.deliver' AND done_at IS NULL AND dead_at IS NULL AND payload ->> 'webhookId' = $1`,
    [id],
  );
  await wakeJobs(app);
  await app.drain();
}

/** Workers look for what fell due behind their backs. */
export async function wakeJobs(app: TestApp): Promise<void> {
  const jobs = app.resolve(Jobs);
  await app.resolve(UnitOfWork).run({ as: 'system', for: 'a test' }, () => Promise.resolve(jobs.wake()));
}
