import { MailRefused } from '../../application/Mailer';

interface SmtpFailure extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
}

const ABOUT_THIS_MAIL = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);
/** The session was wrong, not the mail: out of sequence (RFC 5321), not or wrongly signed in (RFC 4954). */
const ABOUT_THE_SESSION = new Set([503, 530, 534, 535, 538]);

/**
 * A failed delivery as its sender must see it. A 5xx to the mail itself is final; one to the greeting or to
 * the login is the operator's to mend, and no reason to lose a mail.
 */
export function deliveryError(failure: unknown): unknown {
  const { code, command = '', responseCode = 0, message, cause } = failure as SmtpFailure;
  const final = responseCode >= 500 && responseCode < 600 && !ABOUT_THE_SESSION.has(responseCode);
  if (final && ABOUT_THIS_MAIL.has(command)) return new MailRefused(message, { cause: failure });
  return code === 'EABORT' ? cause : failure;
}
