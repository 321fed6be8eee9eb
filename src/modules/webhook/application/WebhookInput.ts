import type { Fault } from '../../../core/domain/DomainError';
import { inputRefused } from '../domain/errors';
import { urlFault } from '../domain/urlFault';
import type { WebhookEdit } from '../domain/Webhook';
import type { TargetRules } from './TargetRules';
import type { ToldEvents } from './ToldEvents';

/** Judges what somebody says of a webhook. */
export class WebhookInput {
  constructor(
    private readonly targets: TargetRules,
    private readonly events: ToldEvents,
  ) {}

  /** @returns it with the address in its one spelling. @throws DomainError VALIDATION_ERROR with all that is wrong. */
  demand<Given extends Pick<WebhookEdit, 'url' | 'events'>>(given: Given): Given {
    const { url, events = [] } = given;
    const faults = [...(url === undefined ? [] : this.faultsOfUrl(url)), ...this.faultsOfEvents(events)];
    if (faults.length > 0) throw inputRefused(faults);
    return url === undefined ? given : { ...given, url: new URL(url).href };
  }

  private faultsOfUrl(url: string): Fault[] {
    const fault = urlFault(url) ?? this.targets.faultOf(new URL(url));
    return fault === null ? [] : [{ path: 'body.url', message: `url ${fault}` }];
  }

  private faultsOfEvents(names: readonly string[]): Fault[] {
    const isUnknown = (name: string) => name !== '*' && !this.events.has(name);
    const unknown = names.flatMap((name, at) => (isUnknown(name) ? [at] : []));
    return unknown.map((at) => ({
      path: `body.events.${at}`,
      message: `events[${at}] is no event that a workspace hears of`,
    }));
  }
}
