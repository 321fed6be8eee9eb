import {
  channels,
  demandFree,
  groups,
  isWanted,
  settled,
} from '../../../../../src/modules/notification/domain/preferences';

const choice = (group: (typeof groups)[number], channel: (typeof channels)[number], enabled: boolean) => ({
  group,
  channel,
  enabled,
});

describe('what somebody is told', () => {
  it('is, unless they say otherwise: everything in the list, what concerns them by mail', () => {
    const by = (channel: string) =>
      settled([])
        .filter((preference) => preference.channel === channel && preference.enabled)
        .map(({ group }) => group);
    expect(by('in-app')).toEqual(groups);
    expect(by('mail')).toEqual(['invitation', 'membership', 'ownership', 'security']);
  });

  it('names every group with every channel once', () => {
    const names = settled([]).map(({ group, channel }) => `${group} ${channel}`);
    expect(new Set(names).size).toBe(groups.length * channels.length);
  });

  it('is what they chose, of that group and channel alone', () => {
    const choices = [choice('people', 'mail', true), choice('membership', 'mail', false)];
    expect(isWanted(choices, 'people', 'mail')).toBe(true);
    expect(isWanted(choices, 'people', 'in-app')).toBe(true);
    expect(isWanted(choices, 'membership', 'mail')).toBe(false);
    expect(isWanted(choices, 'membership', 'in-app')).toBe(true);
    expect(isWanted(choices, 'ownership', 'mail')).toBe(true);
  });

  it('is the security of the account whatever they chose', () => {
    expect(isWanted([choice('security', 'mail', false)], 'security', 'mail')).toBe(true);
    const locked = settled([]).filter((preference) => preference.locked);
    expect(locked.map(({ group, channel }) => `${group} ${channel}`)).toEqual([
      'invitation mail',
      'security in-app',
      'security mail',
    ]);
  });

  it('cannot be chosen where it is locked, but for what it is anyway', () => {
    expect(() =>
      demandFree([choice('people', 'mail', false), choice('security', 'mail', true)]),
    ).not.toThrow();
    expect(() => demandFree([choice('people', 'mail', true), choice('security', 'mail', false)])).toThrow(
      expect.objectContaining({ code: 'PREFERENCE_LOCKED', kind: 'conflict' }) as Error,
    );
  });
});
