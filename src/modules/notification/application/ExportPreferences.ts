import type { PersonalDataSource } from '../../../core/application/PersonalData';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { UserId } from '../../../core/domain/ids';
import type { Preferences } from './Preferences';

/** What they chose; the defaults are nobody's data. */
export class ExportPreferences implements PersonalDataSource {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly preferences: Preferences,
  ) {}

  of(userId: UserId): Promise<unknown> {
    return this.unit.run({ as: 'account', userId }, () => this.preferences.of(userId));
  }
}
