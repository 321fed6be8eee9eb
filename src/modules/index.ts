import type { EventName } from '../core/domain/EventCatalogue';
import type { Permission } from '../core/domain/PermissionCatalogue';
import type { MailName } from '../core/application/MailCatalogue';
import { auditModule } from './audit/audit.module';
import { authModule } from './auth/auth.module';
import { notificationModule } from './notification/notification.module';
import { roleModule } from './role/role.module';
import { userModule } from './user/user.module';
import { webhookModule } from './webhook/webhook.module';
import { workspaceModule } from './workspace/workspace.module';

/** Adding a module is one line here. */
export const modules = [
  userModule,
  roleModule,
  workspaceModule,
  authModule,
  auditModule,
  notificationModule,
  webhookModule,
] as const;

type Modules = (typeof modules)[number];
type KeysOf<T> = T extends unknown ? keyof T : never;
type Undeclared<Name, Declared> = Exclude<Name, Declared>;

/** A permission, event or mail that is in a catalogue but that no module declares does not compile. */
true satisfies [
  Undeclared<Permission, KeysOf<Modules['permissions']>>,
  Undeclared<EventName, KeysOf<Modules['events']>>,
  Undeclared<MailName, KeysOf<Modules['mails']>>,
] extends [never, never, never]
  ? true
  : never;
