import type { PublishedEvent } from '../../../core/application/EventBus';
import type { Post } from '../../../core/application/Post';

/** Tells the owner, who would otherwise not notice a thief's change (ASVS 6.3.7). */
export class MailNoticeWhenPasswordChanged {
  constructor(private readonly post: Post) {}

  react({
    id,
    payload,
    occurredAt,
  }: PublishedEvent<'auth:password-changed' | 'auth:password-reset'>): Promise<void> {
    return this.post.send({
      name: 'auth.password-changed',
      to: payload.email,
      data: { at: occurredAt },
      key: `auth.password-changed:${id}`,
    });
  }
}
