import type { PublishedEvent } from '../../../core/application/EventBus';
import type { Post } from '../../../core/application/Post';
import { asId } from '../../../core/domain/ids';
import type { FindAccount } from '../../user';

export class MailNoticeWhenSessionStolen {
  constructor(
    private readonly findAccount: FindAccount,
    private readonly post: Post,
  ) {}

  async react({ id, subjectId, occurredAt }: PublishedEvent<'auth:refresh-reused'>): Promise<void> {
    const user = subjectId === null ? null : await this.findAccount.byId(asId<'user'>(subjectId));
    if (!user) return;
    await this.post.send({
      name: 'auth.session-stolen',
      to: user.state.email,
      data: { at: occurredAt },
      key: `auth.session-stolen:${id}`,
    });
  }
}
