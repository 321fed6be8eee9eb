import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Browser, Page } from 'playwright-core';
import { mailLinkPages } from '../../../src/core/presentation/pages/mailLinkPages';
import { describeInBrowser, openBrowser } from '../../support/browser';

interface Call {
  readonly path: string;
  readonly body: unknown;
  readonly origin: string | undefined;
  readonly authorization: string | undefined;
}

interface Answer {
  readonly status?: number;
  readonly [member: string]: unknown;
}

/** An API that notes what it is asked and answers as told, 404 to the rest. */
class ScriptedApi {
  readonly calls: Call[] = [];
  private readonly answers = new Map<string, Answer>();
  private server!: Server;

  answer(path: string, answer: Answer): void {
    this.answers.set(path, answer);
  }

  async start(): Promise<void> {
    const app = express().use(mailLinkPages('/api/v1'), express.json());
    app.post('/api/v1/*path', (request, response) => {
      const path = request.path.slice('/api/v1'.length);
      const { origin, authorization } = request.headers;
      this.calls.push({ path, body: request.body as unknown, origin, authorization });
      const { status = 200, ...answer } = this.answers.get(path) ?? {
        status: 404,
        message: 'There is nothing here.',
      };
      response.status(status).json({ success: status < 400, ...answer });
    });
    this.server = app.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

describeInBrowser('The pages behind mailed links, in a browser', () => {
  let browser: Browser;
  let page: Page;
  let api: ScriptedApi;
  let complaints: string[];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    api = new ScriptedApi();
    await api.start();
    page = await browser.newPage();
    page.setDefaultTimeout(5_000);
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text());
    });
  });
  afterEach(async () => {
    await page.close();
    await api.stop();
    expect(complaints).toEqual([]);
  });

  const open = (path: string) => page.goto(`${api.address}${path}`);
  const expectSaid = async (part: string) => {
    await page.getByRole('alert').getByText(part).waitFor();
    return page.getByRole('alert').innerText();
  };
  const paths = () => api.calls.map(({ path }) => path);

  it('confirms an address when its button is pressed, and not before', async () => {
    api.answer('/auth/verify-email', { data: { ok: true } });
    await open('/verify-email?token=abc-_1');
    expect(page.url()).toBe(`${api.address}/verify-email`);
    expect(api.calls).toEqual([]);
    await page.getByRole('button', { name: 'Confirm my address' }).click();
    expect(await expectSaid('confirmed')).toContain('Your e-mail address is confirmed.');
    expect(api.calls).toEqual([
      {
        ...{ path: '/auth/verify-email', body: { token: 'abc-_1' } },
        ...{ origin: api.address, authorization: undefined },
      },
    ]);
    expect(await page.getByRole('button').isHidden()).toBe(true);
  });

  it('takes a new password by keyboard alone', async () => {
    api.answer('/auth/reset-password', { data: { ok: true } });
    await open('/reset-password?token=abc');
    await page.keyboard.press('Tab');
    await page.keyboard.type('four quiet owls');
    await page.keyboard.press('Enter');
    await expectSaid('Your new password is set');
    expect(api.calls[0]!.body).toEqual({ token: 'abc', newPassword: 'four quiet owls' });
  });

  it('tells what the server refuses, in its words, and lets one try again', async () => {
    api.answer('/auth/reset-password', {
      ...{ status: 400, code: 'VALIDATION_ERROR', message: 'The request is not valid.' },
      details: [{ path: 'body.newPassword', message: 'is too common <b>' }],
    });
    await open('/reset-password?token=abc');
    await page.getByLabel('New password').fill('password1');
    await page.getByRole('button').click();
    expect(await expectSaid('not valid')).toMatch(
      /The request is not valid\.\s+newPassword: is too common <b>/,
    );
    api.answer('/auth/reset-password', { data: { ok: true } });
    await page.getByLabel('New password').fill('four quiet owls');
    await page.getByRole('button').click();
    await expectSaid('Your new password is set');
  });

  it('shows the password when asked', async () => {
    await open('/reset-password?token=abc');
    const type = () => page.getByLabel('New password').getAttribute('type');
    expect(await type()).toBe('password');
    await page.getByLabel('Show the password').check();
    expect(await type()).toBe('text');
  });

  it('says so when the server cannot be reached', async () => {
    await open('/verify-email?token=abc');
    await page.context().setOffline(true);
    await page.getByRole('button').click();
    await expectSaid('cannot be reached');
    await page.context().setOffline(false);
  });

  it.each(['/verify-email', '/reset-password', '/accept-invitation'])(
    '%s says when its link is cut',
    async (path) => {
      await open(path);
      await expectSaid('This link is not complete');
      expect(await page.getByRole('button', { disabled: false }).count()).toBe(0);
      expect(api.calls).toEqual([]);
    },
  );

  const invitation = (accountExists: boolean) => ({
    data: {
      workspaceName: 'Acme <b>',
      email: 'bob@acme.example',
      role: 'member',
      invitedBy: 'Ann',
      accountExists,
    },
  });

  it('lets a newcomer make an account with the invitation', async () => {
    api.answer('/invitations/preview', invitation(false));
    api.answer('/auth/register', { status: 201, data: {} });
    await open('/accept-invitation?token=inv');
    await page.getByText('Ann invites you to join Acme <b> as member.').waitFor();
    expect(await page.getByLabel('E-mail').and(page.locator(':visible')).inputValue()).toBe(
      'bob@acme.example',
    );
    await page.getByLabel('First name').fill('Bob');
    await page.getByLabel('Last name').fill('Stone');
    await page.locator('#register-password').fill('four quiet owls');
    await page.getByRole('button', { name: 'Create my account and join' }).click();
    await expectSaid('you have joined Acme <b>.');
    expect(paths()).toEqual(['/invitations/preview', '/auth/register']);
    expect(api.calls[1]!.body).toEqual({
      ...{ email: 'bob@acme.example', password: 'four quiet owls', firstName: 'Bob', lastName: 'Stone' },
      invitationToken: 'inv',
    });
  });

  it('lets somebody with an account sign in, with a second factor when needed, and join', async () => {
    api.answer('/invitations/preview', invitation(true));
    api.answer('/auth/login', { status: 401, code: 'MFA_REQUIRED', message: 'A code is needed.' });
    api.answer('/invitations/accept', { data: {} });
    await open('/accept-invitation?token=inv');
    await page.getByLabel('Your password').fill('four quiet owls');
    await page.getByRole('button', { name: 'Sign in and join' }).click();
    await expectSaid('A code is needed.');
    api.answer('/auth/login', { data: { accessToken: 'acc.ess.token' } });
    await page.getByLabel('Code from your authenticator').fill('123456');
    await page.getByRole('button', { name: 'Sign in and join' }).click();
    await expectSaid('You have joined Acme <b>.');
    expect(api.calls.at(-2)!.body).toEqual({
      ...{ email: 'bob@acme.example', password: 'four quiet owls', mfaCode: '123456' },
    });
    expect(api.calls.at(-1)).toMatchObject({
      ...{ path: '/invitations/accept', body: { token: 'inv' }, authorization: 'Bearer acc.ess.token' },
    });
  });

  describe('of an invite link, which is for nobody in particular', () => {
    beforeEach(async () => {
      const { data } = invitation(false);
      const link = { email: null, accountExists: null, allowedDomains: ['acme.example'] };
      api.answer('/invitations/preview', { data: { ...data, ...link } });
      await open('/accept-invitation?token=inv');
      await page.getByText('Only for addresses of acme.example.').waitFor();
    });

    it('lets a newcomer make an account of their address, and says that it is to be confirmed', async () => {
      api.answer('/auth/register', { status: 201, data: {} });
      await page.locator('#register-email').fill('bob@acme.example');
      await page.getByLabel('First name').fill('Bob');
      await page.getByLabel('Last name').fill('Stone');
      await page.locator('#register-password').fill('four quiet owls');
      await page.getByRole('button', { name: 'Create my account and join' }).click();
      await expectSaid('Confirm your address by the mail we sent you');
      expect(api.calls[1]!.body).toEqual({
        ...{ email: 'bob@acme.example', password: 'four quiet owls', firstName: 'Bob', lastName: 'Stone' },
        invitationToken: 'inv',
      });
    });

    it('lets somebody with an account sign in and join, with another one if the first is refused', async () => {
      api.answer('/auth/login', { data: { accessToken: 'first' } });
      api.answer('/invitations/accept', {
        status: 403,
        message: 'This link is for addresses of other domains.',
      });
      const signInAs = async (email: string) => {
        await page.locator('#sign-in-email').fill(email);
        await page.getByLabel('Your password').fill('four quiet owls');
        await page.getByRole('button', { name: 'Sign in and join' }).click();
      };
      await signInAs('bob@evil.example');
      await expectSaid('other domains');
      api.answer('/auth/login', { data: { accessToken: 'second' } });
      api.answer('/invitations/accept', { data: {} });
      await signInAs('bob@acme.example');
      await expectSaid('You have joined Acme <b>.');
      expect(api.calls.at(-2)!.body).toEqual({ email: 'bob@acme.example', password: 'four quiet owls' });
      expect(api.calls.at(-1)).toMatchObject({ authorization: 'Bearer second', body: { token: 'inv' } });
    });
  });

  it('tells an invitation that is not known', async () => {
    await open('/accept-invitation?token=inv');
    await expectSaid('There is nothing here.');
    expect(await page.getByRole('button').and(page.locator(':visible')).count()).toBe(0);
  });
});
