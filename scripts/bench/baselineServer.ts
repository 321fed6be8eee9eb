import { createSecretKey } from 'node:crypto';
import express from 'express';
import { verify, type JwtPayload } from 'jsonwebtoken';
import { Pool } from 'pg';

/** Baseline (d): Express 5, a JWT verified with a KeyObject, one named primary-key query, and nothing else. */
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

const server = app.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
});
