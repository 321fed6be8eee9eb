import { everyPage } from '../../../core/application/everyPage';
import type { PersonalDataSource } from '../../../core/application/PersonalData';
import type { UserId } from '../../../core/domain/ids';
import type { MyNotifications } from './MyNotifications';

export class ExportNotifications implements PersonalDataSource {
  constructor(private readonly mine: MyNotifications) {}

  of(userId: UserId): Promise<unknown> {
    return everyPage((page) => this.mine.list(userId, false, page));
  }
}
