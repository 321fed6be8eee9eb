import type { NoticeGroup } from './Notice';
import { preferenceLocked } from './errors';

export const channels = ['in-app', 'mail'] as const;
export type Channel = (typeof channels)[number];

/** What somebody chose; what they did not choose is as the defaults say. */
export interface Choice {
  readonly group: NoticeGroup;
  readonly channel: Channel;
  readonly enabled: boolean;
}

export interface Preference extends Choice {
  /** It cannot be turned off. */
  readonly locked: boolean;
}

type Rule = Pick<Preference, 'enabled' | 'locked'>;

const on = { enabled: true, locked: false };
const off = { enabled: false, locked: false };
const always = { enabled: true, locked: true };

const RULES: Readonly<Record<NoticeGroup, Readonly<Record<Channel, Rule>>>> = {
  // The invitation is a mail itself.
  invitation: { 'in-app': on, mail: always },
  membership: { 'in-app': on, mail: on },
  people: { 'in-app': on, mail: off },
  ownership: { 'in-app': on, mail: on },
  workspace: { 'in-app': on, mail: off },
  // Whoever took an account over would turn them off first (ASVS 6.3.7).
  security: { 'in-app': always, mail: always },
};

export const groups = Object.keys(RULES) as readonly NoticeGroup[];

/** Every group and channel, as they are once somebody has chosen. */
export function settled(choices: readonly Choice[]): Preference[] {
  return groups.flatMap((group) =>
    channels.map((channel) => {
      const { enabled, locked } = RULES[group][channel];
      const chosen = locked ? undefined : choices.find(isAbout(group, channel));
      return { group, channel, enabled: chosen?.enabled ?? enabled, locked };
    }),
  );
}

export function isWanted(choices: readonly Choice[], group: NoticeGroup, channel: Channel): boolean {
  return settled(choices).find(isAbout(group, channel))?.enabled === true;
}

/** @throws DomainError PREFERENCE_LOCKED. */
export function demandFree(choices: readonly Choice[]): void {
  const denied = choices.some(({ group, channel, enabled }) => !enabled && RULES[group][channel].locked);
  if (denied) throw preferenceLocked();
}

function isAbout(group: NoticeGroup, channel: Channel) {
  return (choice: Choice) => choice.group === group && choice.channel === channel;
}
