import type { AuditFault, AuditVerdict } from '../../src/modules/audit';

const MEANING: Readonly<Record<AuditFault['kind'], string>> = {
  altered: 'was altered, or its link was',
  removed: 'was removed',
  inserted: 'was not written by Portico',
  unlinked: 'lost its link',
  'cut-off': 'is not what the heads say: the chain was cut off or made anew',
};

/** For people. */
export function verdictLines({ links, waiting, faultCount, faults }: AuditVerdict): string {
  const untold = faultCount - faults.length;
  const lines = [
    ...faults.map(lineOf),
    ...(untold > 0 ? [`… and ${untold} more`] : []),
    `${links} rows in chains, ${waiting} waiting for their link, ${faultCount} ${faultCount === 1 ? 'fault' : 'faults'}.`,
    faultCount === 0 ? 'The audit log is intact.' : 'The audit log was tampered with.',
  ];
  return `${lines.join('\n')}\n`;
}

function lineOf({ kind, workspaceId, number, entryId }: AuditFault): string {
  const place = workspaceId === null ? 'platform' : `workspace ${workspaceId}`;
  const row = [
    ...(number === null ? [] : [`number ${number}`]),
    ...(entryId === null ? [] : [`row ${entryId}`]),
  ];
  return `${kind.padEnd(8)}  ${place}, ${row.join(', ')}: ${MEANING[kind]}`;
}
