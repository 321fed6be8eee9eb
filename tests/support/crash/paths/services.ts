import { aPerson } from '../../app/people';
import type { CrashScene } from '../CrashScene';
import type { WritePath } from '../WritePath';

const CHAINED = 'DELETE FROM audit_unchained, INSERT INTO audit_chain';

async function holds(app: CrashScene, condition: string, values: unknown[] = []): Promise<boolean> {
  const rows = await app.sql(`SELECT 1 WHERE ${condition}`, values);
  return rows.length > 0;
}

const isChained = (app: CrashScene) => holds(app, 'NOT EXISTS (SELECT 1 FROM audit_unchained)');

/** What the application does by itself: `service` and its name. */
export const servicePaths: readonly WritePath[] = [
  {
    on: 'service AuditChainKeeper',
    after: [CHAINED],
    arrange: async (app) => {
      const { accessToken: token } = await aPerson(app);
      await app.until(() => isChained(app));
      return async () => {
        const { status } = await app.call('patch', '/users/me', { firstName: 'Eve' }, { token });
        await app.until(() => isChained(app));
        return String(status);
      };
    },
  },
  {
    on: 'service ForgetSuccessorSalts',
    arrange: async (app) => {
      const { id, refreshToken } = await aPerson(app);
      await app.post('/auth/refresh-token', { refreshToken }).expect(200);
      const spent = 'user_id = $1 AND rotated_at IS NOT NULL';
      return async () => {
        await app.sql(
          `UPDATE refresh_tokens SET rotated_at = now() - interval '1 minute', successor_salt = 'salt'
           FROM sessions WHERE sessions.id = session_id AND ${spent}`,
          [id],
        );
        await app.until(() =>
          holds(
            app,
            `NOT EXISTS (SELECT 1 FROM refresh_tokens JOIN sessions ON sessions.id = session_id
               WHERE ${spent} AND successor_salt IS NOT NULL)`,
            [id],
          ),
        );
        return 'forgotten';
      };
    },
  },
  {
    on: 'service PermissionTable',
    arrange: async (app) => {
      await app.sql(`UPDATE permissions SET description = 'As it was' WHERE name = 'audit.read'`);
      return async () => {
        await app.startAgain();
        return 'started';
      };
    },
  },
  {
    on: 'service Retention',
    arrange: async (app) => {
      const { id } = await aPerson(app);
      await app.sql(
        `INSERT INTO notifications (user_id, id, kind, message, facts, read_at)
         SELECT $1, gen_random_uuid(), 'workspace.restored', 'Acme was restored.', '{}', now() FROM generate_series(1, 3)`,
        [id],
      );
      return async () => {
        await app.sql(`UPDATE notifications SET read_at = read_at - interval '91 days' WHERE user_id = $1`, [
          id,
        ]);
        await app.sql(`UPDATE sessions SET ended_at = now() - interval '1 year' WHERE user_id = $1`, [id]);
        await app.until(() =>
          holds(
            app,
            `NOT EXISTS (SELECT 1 FROM notifications WHERE user_id = $1)
               AND NOT EXISTS (SELECT 1 FROM sessions WHERE user_id = $1)`,
            [id],
          ),
        );
        return 'gone';
      };
    },
  },
];
