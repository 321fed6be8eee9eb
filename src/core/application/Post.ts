import { token } from '../domain/token';
import type { MailCatalogue, MailName } from './MailCatalogue';

export interface OwedMail<Name extends MailName> {
  readonly name: Name;
  readonly to: string;
  /** May hold mailed tokens: stored sealed, erased once sent. */
  readonly data: MailCatalogue[Name];
  /** A second mail with the same key is not sent. */
  readonly key?: string;
}

/** Owes somebody a mail: noted in the surrounding unit of work, sent later by a worker. */
export interface Post {
  send<Name extends MailName>(mail: OwedMail<Name>): Promise<void>;
}
export const Post = token<Post>('Post');
