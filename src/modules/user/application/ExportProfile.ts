import type { PersonalDataSource } from '../../../core/application/PersonalData';
import type { UserId } from '../../../core/domain/ids';
import type { MyProfile } from './MyProfile';

export class ExportProfile implements PersonalDataSource {
  constructor(private readonly myProfile: MyProfile) {}

  async of(userId: UserId): Promise<unknown> {
    return (await this.myProfile.read(userId))?.state ?? null;
  }
}
