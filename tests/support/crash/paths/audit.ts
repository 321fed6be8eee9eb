import { aSuperAdmin } from '../../app/members';
import { recordedTwice } from '../leaves';
import { anOwnerAt } from '../people';
import type { WritePath } from '../WritePath';

export const auditPaths: readonly WritePath[] = [
  {
    on: 'GET /workspaces/:workspaceId/audit-logs',
    how: 'exported',
    arrange: async (app) => ({ ...(await anOwnerAt(app)), query: '?format=ndjson' }),
  },
  {
    on: 'GET /audit-logs',
    how: 'exported',
    leaves: recordedTwice,
    arrange: async (app) => ({ by: await aSuperAdmin(app), query: '?format=ndjson&action=none' }),
  },
];
