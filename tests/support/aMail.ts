import { randomUUID } from 'node:crypto';
import type { Mail } from '../../src/core/application/Mailer';

export function aMail(facts: Partial<Mail> = {}): Mail {
  return {
    id: randomUUID(),
    to: 'ann@acme.example',
    subject: 'Confirm your address',
    text: 'Open https://app.example/verify-email?token=abc\n',
    html: '<p>Open <a href="https://app.example/verify-email?token=abc">the page</a></p>\n',
    requestId: null,
    ...facts,
  };
}
