import { setTimeout as pause } from 'node:timers/promises';
import { AuditSigner } from '../../core/application/AuditSigner';
import { Ledger } from '../../core/application/Ledger';
import { Log } from '../../core/application/Log';
import { UnitOfWork } from '../../core/application/UnitOfWork';
import { Database } from '../../core/infrastructure/database/Database';
import { defineModule } from '../../core/kit';
import { auditEvents } from './audit.events';
import { auditRetention } from './audit.retention';
import { AuditChain } from './application/AuditChain';
import { AuditHeads } from './application/AuditHeads';
import { AuditLog } from './application/AuditLog';
import { ChainReading } from './application/ChainReading';
import { ExportAuditLog } from './application/ExportAuditLog';
import { ExportTurns } from './application/ExportTurns';
import { ExtendAuditChain } from './application/ExtendAuditChain';
import { VerifyAuditLog } from './application/VerifyAuditLog';
import './domain/permissions';
import { AuditChainKeeper } from './infrastructure/AuditChainKeeper';
import { SqlAuditChain } from './infrastructure/SqlAuditChain';
import { SqlAuditLog } from './infrastructure/SqlAuditLog';
import { SqlChainReading } from './infrastructure/SqlChainReading';
import { auditEndpoints } from './presentation/audit.routes';

export const auditModule = defineModule({
  name: 'audit',
  permissions: { 'audit.read': 'Read the audit log of the workspace' },
  events: auditEvents,
  mails: {},
  endpoints: auditEndpoints,
  reactions: [],
  jobs: [],
  tables: ['audit_chain', 'audit_unchained'],
  retention: auditRetention,
  models: [],
  services: [AuditChainKeeper],
  bind(bind) {
    bind(AuditLog, (get) => new SqlAuditLog(get(Database), get(UnitOfWork)));
    bind(AuditChain, (get) => new SqlAuditChain(get(Database)));
    bind(ChainReading, (get) => new SqlChainReading(get(Database), get(UnitOfWork)));
    bind(ExtendAuditChain, (get) => new ExtendAuditChain(get(UnitOfWork), get(AuditChain), get(AuditSigner)));
    bind(AuditChainKeeper, (get) => new AuditChainKeeper(get(ExtendAuditChain), get(Log)));
    bind(VerifyAuditLog, (get) => new VerifyAuditLog(get(ChainReading), get(AuditSigner)));
    bind(AuditHeads, (get) => new AuditHeads(get(ChainReading)));
    bind(ExportTurns, () => new ExportTurns());
    bind(ExportAuditLog, (get) => new ExportAuditLog(get(AuditLog), get(ExportTurns), get(Ledger), pause));
  },
});
