import express, { type ErrorRequestHandler } from 'express';
import request from 'supertest';
import type { KeptMail, Mailbox } from '../../../../../src/core/application/Mailbox';
import { DomainError } from '../../../../../src/core/domain/DomainError';
import { refusalOf, sendRefusal } from '../../../../../src/core/presentation/envelope';
import { mailboxPages } from '../../../../../src/core/presentation/pages/mailboxPages';

const EVIL = '<script>alert(1)</script>"\'&{{id}}';

const aKeptMail = (facts: Partial<KeptMail> = {}): KeptMail => ({
  id: 'mail-1',
  to: 'ann@acme.example',
  subject: 'Confirm your address',
  text: 'Open https://app.example/verify-email?token=abc',
  html: '<p>Open</p>',
  sentAt: '2026-01-02T03:04:05.678Z',
  links: ['https://app.example/verify-email?token=abc'],
  ...facts,
});

function serverOf(...mails: KeptMail[]) {
  const mailbox: Mailbox = {
    list: async () => mails,
    find: async (id) => mails.find((mail) => mail.id === id) ?? null,
  };
  const refusals: ErrorRequestHandler = (error: unknown, _request, response, next) =>
    error instanceof DomainError ? sendRefusal(response, refusalOf(error)) : next(error);
  return request(express().use(mailboxPages(mailbox, { production: false }), refusals));
}

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('The local mailbox', () => {
  it('is not built in production', () => {
    const mailbox: Mailbox = { list: async () => [], find: async () => null };
    expect(() => mailboxPages(mailbox, { production: true })).toThrow('not served in production');
  });

  it.each([
    ['/dev/mailbox', '*/*'],
    ['/dev/mailbox', 'application/json'],
    ['/dev/mailbox.json', BROWSER],
    ['/dev/mailbox?format=json', BROWSER],
  ])('answers %s to %s in the envelope', async (path, accept) => {
    const mails = [aKeptMail({ id: 'mail-2' }), aKeptMail()];
    const answer = await serverOf(...mails)
      .get(path)
      .set('Accept', accept);
    expect(answer.status).toBe(200);
    expect(answer.type).toBe('application/json');
    expect(answer.body).toEqual({ success: true, message: expect.any(String), data: mails });
  });

  it('answers a browser with a page: subject, recipient, time, text and links of every mail', async () => {
    const answer = await serverOf(aKeptMail({ id: 'mail-2', subject: 'The newer one' }), aKeptMail())
      .get('/dev/mailbox')
      .set('Accept', BROWSER);
    expect(answer.type).toBe('text/html');
    expect(answer.text).toMatch(/The newer one[^]*Confirm your address/);
    for (const said of ['ann@acme.example', '2026-01-02 03:04:05 UTC', 'href="/dev/mailbox/mail-1"']) {
      expect(answer.text).toContain(said);
    }
    expect(answer.text).toContain('href="https://app.example/verify-email?token&#x3D;abc"');
  });

  it('says so when there is no mail', async () => {
    expect((await serverOf().get('/dev/mailbox').set('Accept', BROWSER)).text).toContain('No mails yet');
  });

  it('opens one mail, as a page and as JSON', async () => {
    const server = serverOf(aKeptMail());
    const page = await server.get('/dev/mailbox/mail-1').set('Accept', BROWSER);
    expect(page.text).toContain('<h1>Confirm your address</h1>');
    const json = await server.get('/dev/mailbox/mail-1');
    expect(json.body.data).toEqual(aKeptMail());
  });

  it('knows no mail that is not there', async () => {
    const answer = await serverOf(aKeptMail()).get('/dev/mailbox/mail-9').set('Accept', BROWSER);
    expect(answer.status).toBe(404);
    expect(answer.body.code).toBe('NOT_FOUND');
  });

  it.each(['/dev/mailbox', '/dev/mailbox/mail-1'])('escapes everything a mail holds: %s', async (path) => {
    const mail = aKeptMail({
      subject: EVIL,
      to: EVIL,
      text: EVIL,
      html: EVIL,
      links: [`https://a/?${EVIL}`],
    });
    const { text } = await serverOf(mail).get(path).set('Accept', BROWSER);
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&amp;{{id}}');
    expect(text).not.toMatch(/<script|="[^"]*<|"'&\{/);
  });

  it.each(['/dev/mailbox', '/dev/mailbox/mail-1', '/dev/mailbox.css'])(
    'runs and loads nothing but its own style: %s',
    async (path) => {
      const answer = await serverOf(aKeptMail()).get(path).set('Accept', BROWSER);
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
      expect(answer.headers['content-security-policy']).not.toMatch(/unsafe|\*|https?:/);
      expect(answer.headers['referrer-policy']).toBe('no-referrer');
      expect(answer.text).not.toMatch(/<style|<script|\sstyle=|\son\w+=/i);
    },
  );
});
