import type { Sealer } from '../../../core/application/Sealer';
import type { WebhookId } from '../domain/Webhook';

/** Secrets as they are stored: sealed, each for its webhook. */
export class SigningSecrets {
  constructor(private readonly sealer: Sealer) {}

  sealed(id: WebhookId, secret: string): Buffer {
    return this.sealer.seal(purposeOf(id), secret);
  }

  /** Those that can be opened. */
  opened(id: WebhookId, sealed: readonly (Buffer | null)[]): string[] {
    return sealed.flatMap((one) => (one === null ? [] : this.open(id, one)));
  }

  private open(id: WebhookId, sealed: Buffer): string[] {
    try {
      return [this.sealer.open(purposeOf(id), sealed)];
    } catch {
      return [];
    }
  }
}

function purposeOf(id: WebhookId): string {
  return `webhook:${id}`;
}
