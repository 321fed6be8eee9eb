import type { PublishedEvent } from '../../../core/application/EventBus';
import { asId } from '../../../core/domain/ids';
import type { Notice } from '../domain/Notice';
import type { Notify } from './Notify';

export type AccountChange =
  | 'auth:password-changed'
  | 'auth:password-reset'
  | 'auth:refresh-reused'
  | 'auth:mfa-enabled'
  | 'auth:mfa-disabled'
  | 'auth:recovery-codes-renewed'
  | 'auth:recovery-code-used'
  | 'user:email-changed';

/** Also of what they did themselves: a thief acts in their name. */
export class NotifyPersonWhenAccountChanged {
  constructor(private readonly notify: Notify) {}

  async react(event: PublishedEvent<AccountChange>): Promise<void> {
    if (event.subjectId === null) return;
    await this.notify.execute(event, noticeOf(event), [asId<'user'>(event.subjectId)]);
  }
}

function noticeOf(event: PublishedEvent<AccountChange>): Notice {
  switch (event.event) {
    case 'auth:password-changed':
      return { kind: 'security.password-changed', facts: {} };
    case 'auth:password-reset':
      return { kind: 'security.password-reset', facts: {} };
    case 'auth:refresh-reused':
      return { kind: 'security.session-stolen', facts: {} };
    case 'auth:mfa-enabled':
      return { kind: 'security.mfa-enabled', facts: {} };
    case 'auth:mfa-disabled':
      return { kind: 'security.mfa-disabled', facts: {} };
    case 'auth:recovery-codes-renewed':
      return { kind: 'security.recovery-codes-renewed', facts: {} };
    case 'auth:recovery-code-used':
      return { kind: 'security.recovery-code-used', facts: { left: event.payload.left } };
    case 'user:email-changed':
      return { kind: 'security.email-changed', facts: { email: event.payload.email } };
  }
}
