import { Ledger } from '../../core/application/Ledger';
import { UnitOfWork } from '../../core/application/UnitOfWork';
import { Database } from '../../core/infrastructure/database/Database';
import { defineModule } from '../../core/kit';
import { auditEvents } from './audit.events';
import { AuditLog } from './application/AuditLog';
import { ExportAuditLog } from './application/ExportAuditLog';
import { ExportTurns } from './application/ExportTurns';
import './domain/permissions';
import { SqlAuditLog } from './infrastructure/SqlAuditLog';
import { auditEndpoints } from './presentation/audit.routes';

export const auditModule = defineModule({
  name: 'audit',
  permissions: { 'audit.read': 'Read the audit log of the workspace' },
  events: auditEvents,
  mails: {},
  endpoints: auditEndpoints,
  reactions: [],
  jobs: [],
  tables: [],
  models: [],
  services: [],
  bind(bind) {
    bind(AuditLog, (get) => new SqlAuditLog(get(Database), get(UnitOfWork)));
    bind(ExportTurns, () => new ExportTurns());
    bind(ExportAuditLog, (get) => new ExportAuditLog(get(AuditLog), get(ExportTurns), get(Ledger)));
  },
});
