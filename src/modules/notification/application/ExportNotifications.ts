import { firstEntries } from '../../../core/application/firstEntries';
import type { PersonalDataSource } from '../../../core/application/PersonalData';
import type { UserId } from '../../../core/domain/ids';
import type { MyNotifications } from './MyNotifications';

export class ExportNotifications implements PersonalDataSource {
  constructor(private readonly mine: MyNotifications) {}

  of(userId: UserId): Promise<unknown> {
    return firstEntries((page) => this.mine.list(userId, false, page));
  }
}
