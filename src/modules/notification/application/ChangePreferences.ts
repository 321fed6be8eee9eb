import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { UserId } from '../../../core/domain/ids';
import { demandFree, settled, type Choice, type Preference } from '../domain/preferences';
import type { Preferences } from './Preferences';

export class ChangePreferences {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly preferences: Preferences,
  ) {}

  /** Changes those that are named. @throws DomainError PREFERENCE_LOCKED, and then changes none. */
  async execute(userId: UserId, choices: readonly Choice[]): Promise<Preference[]> {
    demandFree(choices);
    return this.unit.run({ as: 'account', userId }, async () => {
      await this.preferences.choose(userId, choices);
      return settled(await this.preferences.of(userId));
    });
  }
}
