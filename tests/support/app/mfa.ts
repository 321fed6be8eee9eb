import { QrCodes } from '../../../src/modules/auth/application/QrCodes';
import { totpCode } from '../totp';
import type { Person } from './people';
import type { Api } from './Api';
import type { TestApp } from './TestApp';

/** Somebody whose authenticator app is connected. */
export interface WithMfa extends Person {
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

/** Without the picture, from here on: under Jest one costs a third of a second, and `totp.test.ts` reads it. */
export function turnOnMfa<P extends Person>(app: TestApp, person: P): Promise<P & WithMfa> {
  jest.spyOn(app.resolve(QrCodes), 'dataUrl').mockResolvedValue('data:image/png;base64,AAAA');
  return connectApp(app, person);
}

/** With the picture. */
export async function connectApp<P extends Person>(app: Api, person: P): Promise<P & WithMfa> {
  const as = { token: person.accessToken };
  const { password } = person;
  const started = await app.post('/auth/mfa/totp', { password }, as).expect(200);
  const { secret } = started.body.data as { secret: string };
  const confirmed = await app.post('/auth/mfa/totp/confirm', { code: totpCode(secret) }, as).expect(200);
  const { recoveryCodes } = confirmed.body.data as { recoveryCodes: string[] };
  return { ...person, secret, recoveryCodes };
}

/** What the app shows now, and as if it had not been used yet. */
export async function unusedCode(app: Api, { id, secret }: WithMfa): Promise<string> {
  await app.sql('UPDATE totp_factors SET last_step = 0 WHERE user_id = $1', [id]);
  return totpCode(secret);
}
