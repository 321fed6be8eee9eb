import type { Response, Test } from 'supertest';
import type { Method, TestApp } from './TestApp';
import { FRONTEND } from './TestApp';
import { anEmail, PASSWORD } from './people';

/** A `Set-Cookie` of an answer. */
export interface GivenCookie {
  readonly name: string;
  readonly value: string;
  /** All that follows the value but the expiry, sorted, in lower case. */
  readonly attributes: readonly string[];
  readonly expires: Date;
}

export function cookiesOf(answer: Response): GivenCookie[] {
  const lines = (answer.headers['set-cookie'] ?? []) as unknown as string[];
  return lines.map((line) => {
    const [pair = '', ...rest] = line.split('; ');
    const expires = rest.find((attribute) => attribute.startsWith('Expires=')) ?? '';
    return {
      name: pair.slice(0, pair.indexOf('=')),
      value: pair.slice(pair.indexOf('=') + 1),
      attributes: rest
        .filter((attribute) => attribute !== expires)
        .map((text) => text.toLowerCase())
        .sort(),
      expires: new Date(expires.slice('Expires='.length)),
    };
  });
}

/** A page of the front-end in somebody's browser: it says where it comes from and keeps the cookie it is given. */
export class Browser {
  accessToken = '';
  email = '';
  cookie: GivenCookie | null = null;

  constructor(
    private readonly app: TestApp,
    private readonly headers: Readonly<Record<string, string>> = { Origin: FRONTEND },
  ) {}

  static async signedUp(app: TestApp, headers?: Readonly<Record<string, string>>): Promise<Browser> {
    const browser = new Browser(app, headers);
    const body = { email: anEmail(), password: PASSWORD, firstName: 'Ann', lastName: 'Smith' };
    const answer = await browser.call('post', '/auth/register', body).expect(201);
    browser.keep(answer);
    browser.email = body.email;
    return browser;
  }

  /** @param headers beside or, where undefined, instead of the browser's own. */
  call(
    method: Method,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string | undefined>> = {},
  ): Test {
    const cookie = this.cookie ? { Cookie: `${this.cookie.name}=${this.cookie.value}` } : {};
    const all = Object.entries({ ...this.headers, ...cookie, ...headers });
    const sent = all.filter((header): header is [string, string] => header[1] !== undefined);
    return this.app.call(method, path, body, { headers: Object.fromEntries(sent) });
  }

  post(path: string, headers?: Readonly<Record<string, string | undefined>>, body: object = {}): Test {
    return this.call('post', path, body, headers);
  }

  async csrfToken(): Promise<string> {
    const answer = await this.call('get', '/auth/csrf-token').expect(200);
    return (answer.body as { data: { csrfToken: string } }).data.csrfToken;
  }

  /** Takes over what the answer gives it. */
  keep(answer: Response): void {
    const [cookie] = cookiesOf(answer);
    if (cookie) this.cookie = cookie.value === '' ? null : cookie;
    const { data } = answer.body as { data?: { accessToken?: string } };
    this.accessToken = data?.accessToken ?? this.accessToken;
  }
}
