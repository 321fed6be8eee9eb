import type { PersonalDataSource } from '../../../core/application/PersonalData';
import type { UserId } from '../../../core/domain/ids';
import type { ShowPreferences } from './ShowPreferences';

export class ExportPreferences implements PersonalDataSource {
  constructor(private readonly show: ShowPreferences) {}

  of(userId: UserId): Promise<unknown> {
    return this.show.execute(userId);
  }
}
