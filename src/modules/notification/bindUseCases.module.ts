import { Ledger } from '../../core/application/Ledger';
import { Post } from '../../core/application/Post';
import { UnitOfWork } from '../../core/application/UnitOfWork';
import { Database } from '../../core/infrastructure/database/Database';
import { ScopedReader } from '../../core/infrastructure/database/ScopedReader';
import type { Bind } from '../../core/kit';
import { ChangePreferences } from './application/ChangePreferences';
import { Directory } from './application/Directory';
import { ExportNotifications } from './application/ExportNotifications';
import { ExportPreferences } from './application/ExportPreferences';
import { MyNotifications } from './application/MyNotifications';
import { Notify } from './application/Notify';
import { NotifyInWorkspace } from './application/NotifyInWorkspace';
import { Preferences } from './application/Preferences';
import { ReadAllNotifications } from './application/ReadAllNotifications';
import { ReadNotification } from './application/ReadNotification';
import { ShowPreferences } from './application/ShowPreferences';
import { NotificationRepository } from './domain/NotificationRepository';
import { SqlDirectory } from './infrastructure/SqlDirectory';
import { SqlMyNotifications } from './infrastructure/SqlMyNotifications';
import { SqlNotificationRepository } from './infrastructure/SqlNotificationRepository';
import { SqlPreferences } from './infrastructure/SqlPreferences';

/** What people do with their notifications, and the one way in which they come into being. */
export function bindUseCases(bind: Bind): void {
  bind(NotificationRepository, (get) => new SqlNotificationRepository(get(Database)));
  bind(MyNotifications, (get) => new SqlMyNotifications(get(ScopedReader)));
  bind(Preferences, (get) => new SqlPreferences(get(Database)));
  bind(Directory, (get) => new SqlDirectory(get(Database)));
  bind(
    Notify,
    (get) => new Notify(get(UnitOfWork), get(Directory), get(NotificationRepository), get(Post), get(Ledger)),
  );
  bind(NotifyInWorkspace, (get) => new NotifyInWorkspace(get(Directory), get(Notify)));
  bind(ReadNotification, (get) => new ReadNotification(get(UnitOfWork), get(NotificationRepository)));
  bind(ReadAllNotifications, (get) => new ReadAllNotifications(get(UnitOfWork), get(NotificationRepository)));
  bind(ShowPreferences, (get) => new ShowPreferences(get(UnitOfWork), get(Preferences)));
  bind(ChangePreferences, (get) => new ChangePreferences(get(UnitOfWork), get(Preferences)));
  bind(ExportNotifications, (get) => new ExportNotifications(get(MyNotifications)));
  bind(ExportPreferences, (get) => new ExportPreferences(get(UnitOfWork), get(Preferences)));
}
