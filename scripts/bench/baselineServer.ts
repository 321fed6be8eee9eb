import { createSecretKey } from 'node:crypto';
import express from 'express';
import { verify, type JwtPayload } from 'jsonwebtoken';
import { Pool } from 'pg';

/** Baselines: Express 5 and one named query; for one's own account (d) a JWT verified with a KeyObject, too. */
const key = createSecretKey(Buffer.from(process.env.JWT_SECRET ?? ''));
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const app = express();

app.get('/health', (_request, response) => {
  response.json({ ok: true });
});

app.get('/users/me', async (request, response) => {
  const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
  const { sub } = verify(token, key, { algorithms: ['HS256'] }) as JwtPayload;
  const { rows } = await pool.query({ name: 'me', text: 'SELECT * FROM users WHERE id = $1', values: [sub] });
  response.json({ success: true, message: 'Your account', data: rows[0] as unknown });
});

const MEMBERS = `
  SELECT u.id AS "userId", u.email, rtrim(u.first_name || ' ' || u.last_name) AS name, u.avatar_url AS "avatarUrl",
    m.role, m.status, m.joined_at AS "joinedAt", m.version, array_to_json(ARRAY(
      SELECT json_build_object('id', r.id, 'name', r.name) FROM user_roles ur JOIN roles r
        ON r.workspace_id = ur.workspace_id AND r.id = ur.role_id
      WHERE ur.workspace_id = m.workspace_id AND ur.user_id = m.user_id ORDER BY r.name)) AS roles
  FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.workspace_id = $1 ORDER BY m.user_id LIMIT 25`;

app.get('/workspaces/:workspaceId/members', async (request, response) => {
  const { rows } = await pool.query({ name: 'members', text: MEMBERS, values: [request.params.workspaceId] });
  response.json({ success: true, message: 'Members', data: rows });
});

const server = app.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
});
