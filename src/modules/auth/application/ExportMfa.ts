import type { PersonalDataSource } from '../../../core/application/PersonalData';
import type { UserId } from '../../../core/domain/ids';
import type { MfaStatus } from './MfaStatus';

export class ExportMfa implements PersonalDataSource {
  constructor(private readonly status: MfaStatus) {}

  of(userId: UserId): Promise<unknown> {
    return this.status.of(userId);
  }
}
