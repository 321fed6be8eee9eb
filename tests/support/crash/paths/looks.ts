import { aSuperAdmin } from '../../app/members';
import { TestSocket, type Ack } from '../../realtime/TestSocket';
import type { CrashScene } from '../CrashScene';
import { anOwnerAt } from '../people';
import type { WritePath } from '../WritePath';

async function aStranger(app: CrashScene) {
  const { at } = await anOwnerAt(app);
  return { by: await aSuperAdmin(app), at };
}

/** A super admin's look is put on record by the gate: one path for each kind of access that lets them in. */
export const lookPaths: readonly WritePath[] = [
  { on: 'GET /workspaces', how: 'by a super admin', arrange: aStranger },
  { on: 'GET /audit-logs', how: 'by a super admin', arrange: aStranger },
  {
    on: 'GET /workspaces/:workspaceId',
    how: 'by a super admin',

    arrange: aStranger,
  },
  {
    on: 'GET /workspaces/:workspaceId/members',
    how: 'by a super admin',

    arrange: aStranger,
  },
  {
    on: 'message workspace:join',
    how: 'by a super admin',

    arrange: async (app) => {
      const { by, at } = await aStranger(app);
      return async () => {
        const socket = TestSocket.open(app.url, { token: by.accessToken });
        try {
          await socket.connected();
          let ack: Ack | undefined;
          const hear = (heard: Ack) => void (ack = heard);
          socket.ask('workspace:join', at).then(hear, () => undefined);
          await app.until(() => Promise.resolve(ack !== undefined));
          return ack?.ok ? 'joined' : 'refused';
        } finally {
          socket.close();
        }
      };
    },
  },
];
