import { firstEntries } from '../../../core/application/firstEntries';
import type { PersonalDataSource } from '../../../core/application/PersonalData';
import type { UserId } from '../../../core/domain/ids';
import type { SecurityLog } from './SecurityLog';

export class ExportSecurityLog implements PersonalDataSource {
  constructor(private readonly log: SecurityLog) {}

  of(userId: UserId): Promise<unknown> {
    return firstEntries((page) => this.log.list(userId, page));
  }
}
