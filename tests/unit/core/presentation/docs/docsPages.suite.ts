import express from 'express';
import request from 'supertest';
import { AsyncRequestContext } from '../../../../../src/core/infrastructure/system/AsyncRequestContext';
import { docsPages } from '../../../../../src/core/presentation/docs/docsPages';
import { errorPages } from '../../../../../src/core/presentation/docs/errorPages';
import { errorCatalogue } from '../../../../../src/core/presentation/errorCatalogue';
import { helpFor } from '../../../../../src/core/presentation/envelope';
import { errorHandler } from '../../../../../src/core/presentation/errorHandler';
import { securityHeaders } from '../../../../../src/core/presentation/middleware/securityHeaders';
import { silentLog } from '../../../../support/silentLog';

function anApp() {
  let made = 0;
  const openApi = () => {
    made += 1;
    return { openapi: '3.1.0', made };
  };
  const asyncApi = (address: object) => ({ asyncapi: '3.0.0', ...address });
  const app = express();
  app.use(securityHeaders(), errorPages(), docsPages({ openApi, asyncApi }));
  const audit = { append: async () => undefined };
  app.use(errorHandler({ log: silentLog, audit, context: new AsyncRequestContext() }));
  return { app, timesMade: () => made };
}

describe('the documentation a server serves', () => {
  it('makes its OpenAPI document at the first request and keeps it', async () => {
    const { app, timesMade } = anApp();
    expect(timesMade()).toBe(0);
    await request(app).get('/api/openapi.json').expect(200, { openapi: '3.1.0', made: 1 });
    const { type } = await request(app).get('/api/openapi.json').expect(200);
    expect(type).toBe('application/json');
    expect(timesMade()).toBe(1);
  });

  it('names in its AsyncAPI document the address it was asked at', async () => {
    const { body, type } = await request(anApp().app)
      .get('/api/asyncapi.json')
      .set('Host', 'api.example.com:8443')
      .expect(200);
    expect(type).toBe('application/json');
    expect(body).toEqual({ asyncapi: '3.0.0', host: 'api.example.com:8443', isSecure: false });
  });

  it('shows Swagger UI under a policy without inline code', async () => {
    const { app } = anApp();
    const { text, headers } = await request(app).get('/api/docs').expect(200);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(text).not.toMatch(/<style|<script>|\sstyle=|\son\w+=/);
    const files = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file);
    expect(files).toHaveLength(4);
    for (const file of files) await request(app).get(file!).expect(200);
  });

  it('I20 serves no file of swagger-ui-dist that the page does not load', async () => {
    const { app } = anApp();
    for (const file of [
      'package.json',
      'index.html',
      'swagger-initializer.js',
      '..%2fpackage.json',
      'README.md',
    ]) {
      await request(app).get(`/api/docs/${file}`).expect(404);
    }
  });
});

describe('GET /api/docs/errors', () => {
  it('tells programs cause and cure of every code', async () => {
    const { body } = await request(anApp().app).get('/api/docs/errors').expect(200);
    const codes = body.data.map(({ code }: { code: string }) => code);
    expect(new Set(codes)).toEqual(new Set(Object.keys(errorCatalogue)));
    expect(body.data).toContainEqual({ code: 'RATE_LIMITED', ...errorCatalogue.RATE_LIMITED });
  });

  it('shows browsers a page where `help` of every refusal leads to', async () => {
    const { text, type, headers } = await request(anApp().app)
      .get('/api/docs/errors')
      .set('Accept', 'text/html,application/xhtml+xml,*/*;q=0.8')
      .expect(200);
    expect(type).toBe('text/html');
    expect(headers.vary).toContain('Accept');
    for (const code of Object.keys(errorCatalogue)) {
      const [path, anchor] = helpFor(code).split('#');
      expect(path).toBe('/api/docs/errors');
      expect(text).toContain(`id="${anchor}"`);
    }
    expect(text).toContain('<code>Retry-After</code>');
    expect(text).not.toMatch(/`|&#x60;/);
  });

  it('brings its own style', async () => {
    await request(anApp().app)
      .get('/api/docs/errors.css')
      .expect(200)
      .expect('Content-Type', /text\/css/);
  });
});
