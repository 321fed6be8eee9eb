import { token } from '../domain/token';

export interface Mail {
  /** Stable for one owed mail however often it is tried; becomes the Message-ID. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The request that caused it, sent along as `X-Request-Id`. */
  readonly requestId: string | null;
}

/** A refusal of the receiving side that trying again cannot mend (SMTP 5xx). */
export class MailRefused extends Error {}

/** Hands one mail to the next server. @throws MailRefused for good; any other error is worth a retry. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
  close(): Promise<void>;
}
export const Mailer = token<Mailer>('Mailer');
