import { token } from '../domain/token';

/** Signs what the audit log holds: a row as the application wrote it, a link of its chain. */
export interface AuditSigner {
  /** @returns hexadecimal; the same for the same kind, text and key. */
  sign(kind: 'row' | 'link', text: string): string;
}
export const AuditSigner = token<AuditSigner>('AuditSigner');
