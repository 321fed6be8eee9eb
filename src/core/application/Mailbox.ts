import { token } from '../domain/token';

export interface KeptMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly sentAt: string;
  /** The web addresses of the text part. */
  readonly links: readonly string[];
}

/** Mails that were kept on this machine instead of sent, the newest first. */
export interface Mailbox {
  list(): Promise<readonly KeptMail[]>;
  find(id: string): Promise<KeptMail | null>;
}
export const Mailbox = token<Mailbox>('Mailbox');
