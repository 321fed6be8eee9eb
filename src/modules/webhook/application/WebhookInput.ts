import { eventsUnknown, urlRefused } from '../domain/errors';
import { webhookUrl } from '../domain/webhookUrl';
import type { TargetRules } from './TargetRules';
import type { ToldEvents } from './ToldEvents';

/** Judges what somebody says of a webhook. */
export class WebhookInput {
  constructor(
    private readonly targets: TargetRules,
    private readonly events: ToldEvents,
  ) {}

  /** @returns the address in its one spelling. @throws DomainError VALIDATION_ERROR. */
  url(given: string): string {
    const url = webhookUrl(given);
    const fault = this.targets.faultOf(url);
    if (fault !== null) throw urlRefused(fault);
    return url.href;
  }

  /** @throws DomainError VALIDATION_ERROR. */
  demandEvents(names: readonly string[]): void {
    const isUnknown = (name: string) => name !== '*' && !this.events.has(name);
    const unknown = names.flatMap((name, at) => (isUnknown(name) ? [at] : []));
    if (unknown.length > 0) throw eventsUnknown(unknown);
  }
}
