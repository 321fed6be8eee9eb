import { randomBytes } from 'node:crypto';
import type { Api } from './Api';

export const PASSWORD = 'a fine long passphrase';

/** Somebody who is signed in. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly workspaceId: string | null;
}

interface SignInBody {
  data: {
    user: { id: string };
    workspace: { id: string } | null;
    accessToken: string;
    refreshToken: string;
  };
}

export function anEmail(name = 'ann'): string {
  return `${name}.${randomBytes(6).toString('hex')}@example.com`;
}

function person(email: string, password: string, body: unknown): Person {
  const { data } = body as SignInBody;
  return {
    id: data.user.id,
    email,
    password,
    accessToken: data.accessToken,
    refreshToken: data.refreshToken,
    workspaceId: data.workspace?.id ?? null,
  };
}

/** Signs up with a workspace of their own. */
export async function anOwner(app: Api, { email = anEmail(), password = PASSWORD } = {}): Promise<Person> {
  const answer = await app
    .post('/auth/signup', { name: 'Ann Smith', email, password, organizationName: 'Acme' })
    .expect(201);
  return person(email, password, answer.body);
}

/** Registers without a workspace. */
export async function aPerson(app: Api, { email = anEmail(), password = PASSWORD } = {}): Promise<Person> {
  const answer = await app
    .post('/auth/register', { firstName: 'Ann', lastName: 'Smith', email, password })
    .expect(201);
  return person(email, password, answer.body);
}

/** Signs the same account in once more. */
export async function signIn(
  app: Api,
  { email, password }: Pick<Person, 'email' | 'password'>,
): Promise<Person> {
  const answer = await app.post('/auth/login', { email, password }).expect(200);
  return person(email, password, answer.body);
}

/** The token of the link in the newest mail of that kind. */
export async function mailedToken(app: Api, email: string, page: string): Promise<string> {
  await app.drain();
  const links = app.mails.mails
    .filter((mail) => mail.envelope.to.includes(email))
    .flatMap((mail) => mail.links)
    .filter((link) => link.includes(page));
  return new URL(links.at(-1) ?? 'missing:').searchParams.get('token') ?? '';
}
