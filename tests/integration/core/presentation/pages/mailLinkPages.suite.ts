import express from 'express';
import request from 'supertest';
import { mailLinkPages } from '../../../../../src/core/presentation/pages/mailLinkPages';

const server = request(express().use(mailLinkPages('/api/v1')));
const PATHS = ['/verify-email', '/reset-password', '/accept-invitation'];

describe('The pages behind mailed links', () => {
  it.each(PATHS)(
    '%s is a page of this server alone: no inline script or style, no referrer',
    async (path) => {
      const answer = await server.get(path).query({ token: 'abc' });
      expect(answer.status).toBe(200);
      expect(answer.type).toBe('text/html');
      const policy = answer.headers['content-security-policy']!.split('; ');
      expect(policy).toEqual([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ]);
      expect(answer.headers['referrer-policy']).toBe('no-referrer');
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.text).not.toMatch(/<style|<script>|\sstyle=|\son\w+=|javascript:/i);
    },
  );

  it.each(PATHS)('%s does not repeat the token, whatever it holds', async (path) => {
    const answer = await server.get(path).query({ token: '"><script>alert(1)</script>' });
    expect(answer.text).toBe((await server.get(path)).text);
  });

  it.each(PATHS)('%s names the files it needs, and they are there', async (path) => {
    const { text } = await server.get(path);
    const files = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file!);
    expect(files).toHaveLength(2);
    const types = await Promise.all(files.map(async (file) => (await server.get(file)).type));
    expect(types).toEqual(['text/css', 'text/javascript']);
  });

  it.each(PATHS)('%s labels every input', async (path) => {
    const { text } = await server.get(path);
    const inputs = [...text.matchAll(/<input id="([^"]+)"/g)].map(([, id]) => id!);
    for (const id of inputs) expect(text).toContain(`<label for="${id}">`);
    expect(new Set(inputs).size).toBe(inputs.length);
  });

  it('changes nothing by being opened: only its script calls the API', async () => {
    expect((await server.get('/pages/link.js')).type).toBe('text/javascript');
    expect((await server.post('/verify-email').send({ token: 'abc' })).status).toBe(405);
  });
});
