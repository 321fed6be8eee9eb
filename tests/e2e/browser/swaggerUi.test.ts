import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Browser, Page } from 'playwright-core';
import { docsPages } from '../../../src/core/presentation/docs/docsPages';
import { securityHeaders } from '../../../src/core/presentation/middleware/securityHeaders';
import { openApiDocument } from '../../../src/core/presentation/openapi/openApiDocument';
import { describeInBrowser, openBrowser } from '../../support/browser';
import { exampleEndpoints } from '../../support/exampleEndpoints';

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl';
const BOOK = '0190f3c2-7f3a-7c3d-9c1e-2f6f4b1d2a3b';

/** The example endpoints, answered by stubs that remember which authorization they were called with. */
function aServer() {
  const authorizations: (string | undefined)[] = [];
  const app = express();
  const openApi = () =>
    openApiDocument({
      endpoints: exampleEndpoints,
      events: [],
      basePath: '/api/v1',
      version: 'v1',
      refreshCookie: 'portico_refresh',
    });
  app.use(securityHeaders(), docsPages({ openApi, asyncApi: () => ({}) }));
  app.post('/api/v1/auth/login', (_request, response) => {
    response.json({ success: true, message: 'Signed in', data: { accessToken: TOKEN } });
  });
  app.get('/api/v1/books/:id', (request, response) => {
    authorizations.push(request.headers.authorization);
    response.json({ success: true, message: 'The book', data: {} });
  });
  return { app, authorizations };
}

async function execute(page: Page, operationId: string, parameter?: string): Promise<void> {
  const block = page.locator(`[id$="-${operationId}"]`);
  await block.locator('.opblock-summary-control').click();
  if (parameter !== undefined) await block.locator('input[placeholder="id"]').fill(parameter);
  const answered = page.waitForResponse((response) => response.url().includes('/api/v1/'));
  await block.getByRole('button', { name: 'Execute' }).click();
  await answered;
  await block.locator('.live-responses-table').waitFor();
}

describeInBrowser('Swagger UI in a browser', () => {
  let browser: Browser;
  let server: Server;

  beforeAll(async () => {
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser.close();
    server.close();
  });

  it('signs itself in after a login executed there, and breaks no content security policy', async () => {
    const { app, authorizations } = aServer();
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error' || line.text().includes('Content Security Policy'))
        complaints.push(line.text());
    });

    await page.goto(`http://127.0.0.1:${port}/api/docs`);
    await execute(page, 'getBooksById', BOOK);
    await execute(page, 'postAuthLogin');
    const again = page.waitForResponse((response) => response.url().includes('/books/'));
    await page.locator('[id$="-getBooksById"]').getByRole('button', { name: 'Execute' }).click();
    await again;

    expect(authorizations).toEqual([undefined, `Bearer ${TOKEN}`]);
    expect(complaints).toEqual([]);
  });
});
