/**
 * `altered`: the row or its link is not what was signed. `removed`: a link has no row, or links are missing
 * before it. `inserted`: the row was not written by the application. `unlinked`: the row lost its link.
 * `cut-off`: the chain is shorter, or another one, than an earlier head says.
 */
export type AuditFaultKind = 'altered' | 'removed' | 'inserted' | 'unlinked' | 'cut-off';

export interface AuditFault {
  readonly kind: AuditFaultKind;
  /** The workspace; null for the platform. */
  readonly workspaceId: string | null;
  /** Place in the chain, where it has one. */
  readonly number: number | null;
  /** The audit row, where it is known. */
  readonly entryId: string | null;
}
