import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { UserId } from '../../../core/domain/ids';
import { settled, type Preference } from '../domain/preferences';
import type { Preferences } from './Preferences';

export class ShowPreferences {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly preferences: Preferences,
  ) {}

  execute(userId: UserId): Promise<Preference[]> {
    return this.unit.run({ as: 'account', userId }, async () => settled(await this.preferences.of(userId)));
  }
}
