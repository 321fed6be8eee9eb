export { AuditHeads } from './application/AuditHeads';
export { VerifyAuditLog, type AuditVerdict } from './application/VerifyAuditLog';
export type { AuditFault } from './domain/AuditFault';
export { PLATFORM_CHAIN, type Head } from './domain/chain';
