import { createHmac } from 'node:crypto';

export interface Signed {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** `webhook-signature` of the Standard Webhooks specification: one `v1,…` (HMAC-SHA256, base64) for each secret. */
export function signature({ id, timestamp, body }: Signed, secrets: readonly string[]): string {
  const content = `${id}.${timestamp}.${body}`;
  const sign = (secret: string) => createHmac('sha256', keyOf(secret)).update(content).digest('base64');
  return secrets.map((secret) => `v1,${sign(secret)}`).join(' ');
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
}
