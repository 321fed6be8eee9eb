import { firstEntries } from '../../../core/application/firstEntries';
import type { PersonalDataSource } from '../../../core/application/PersonalData';
import type { UserId } from '../../../core/domain/ids';
import type { MySessions } from './MySessions';

export class ExportSessions implements PersonalDataSource {
  constructor(private readonly mySessions: MySessions) {}

  of(userId: UserId): Promise<unknown> {
    return firstEntries((page) => this.mySessions.list(userId, page));
  }
}
