import express from 'express';
import request from 'supertest';
import { docsPages } from '../../../../../src/core/presentation/docs/docsPages';
import { errorPages } from '../../../../../src/core/presentation/docs/errorPages';
import { healthPages } from '../../../../../src/core/presentation/health/healthPages';
import { metricsPage } from '../../../../../src/core/presentation/metricsPage';
import { mailboxPages } from '../../../../../src/core/presentation/pages/mailboxPages';
import { mailLinkPages } from '../../../../../src/core/presentation/pages/mailLinkPages';

const METHODS = ['post', 'put', 'patch', 'delete'] as const;
const metrics = { expose: async () => ({ contentType: 'text/plain', text: 'up 1' }) } as never;
const mail = { id: '1', to: 'ann@example.com', subject: 'Hello', text: '', html: '', sentAt: '', links: [] };
const mailbox = { list: async () => [mail], find: async () => mail } as never;
const readiness = { failures: async () => [] };

const app = express().use(
  healthPages({ readiness, degraded: () => [], isDraining: () => false }),
  metricsPage({ metrics, token: null, production: false }),
  errorPages(),
  docsPages({ openApi: () => ({}), asyncApi: () => ({}) }),
  mailboxPages(mailbox, { production: false }),
  mailLinkPages('/api/v1'),
);

it.each([
  ...['/health/live', '/health/ready', '/metrics', '/api/docs', '/api/docs/start.js', '/api/docs/errors'],
  ...['/api/openapi.json', '/api/asyncapi.json', '/dev/mailbox', '/dev/mailbox/1', '/verify-email'],
  ...['/reset-password', '/accept-invitation', '/pages/style.css', '/pages/verify-email.js'],
])('I12 %s is read, and says so to whoever tries more', async (page) => {
  await request(app).get(page).expect(200);
  await request(app).head(page).expect(200);
  for (const method of METHODS) {
    const { body } = await request(app)[method](page).expect(405).expect('Allow', 'GET, HEAD, OPTIONS');
    expect(body).toMatchObject({ success: false, statusCode: 405, code: 'METHOD_NOT_ALLOWED' });
  }
});
