import type { PublishedEvent } from '../../../core/application/EventBus';
import type { Post } from '../../../core/application/Post';

type Change =
  'auth:mfa-enabled' | 'auth:mfa-disabled' | 'auth:recovery-codes-renewed' | 'auth:recovery-code-used';

/** Tells the owner, who would otherwise not notice a thief's change (ASVS 6.3.7). */
export class MailNoticeWhenMfaChanged {
  constructor(private readonly post: Post) {}

  react({ id, event, payload, occurredAt: at }: PublishedEvent<Change>): Promise<void> {
    const { email: to } = payload;
    const key = `auth.mfa-changed:${id}`;
    const mail = { to, key } as const;
    switch (event) {
      case 'auth:mfa-enabled':
        return this.post.send({ name: 'auth.mfa-enabled', data: { at }, ...mail });
      case 'auth:mfa-disabled':
        return this.post.send({ name: 'auth.mfa-disabled', data: { at }, ...mail });
      case 'auth:recovery-codes-renewed':
        return this.post.send({ name: 'auth.recovery-codes-renewed', data: { at }, ...mail });
      case 'auth:recovery-code-used':
        return this.post.send({ name: 'auth.recovery-code-used', data: { at, left: payload.left }, ...mail });
    }
  }
}
