import type { Person } from './people';
import type { TestApp } from './TestApp';

export interface ShownNotification {
  readonly id: string;
  readonly kind: string;
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly workspaceId: string | null;
  readonly createdAt: string;
  readonly readAt: string | null;
}

/** What somebody was told by now, newest first. */
export async function notificationsOf(
  app: TestApp,
  { accessToken: token }: Pick<Person, 'accessToken'>,
  query = '',
): Promise<ShownNotification[]> {
  await app.drain();
  const { body } = await app.get(`/notifications${query}`, { token }).expect(200);
  return (body as { data: ShownNotification[] }).data;
}

export async function kindsOf(app: TestApp, person: Pick<Person, 'accessToken'>): Promise<string[]> {
  return (await notificationsOf(app, person)).map(({ kind }) => kind);
}

/** Subjects of all mails that came to them by now. */
export async function subjectsTo(app: TestApp, { email }: Pick<Person, 'email'>): Promise<string[]> {
  await app.drain();
  return app.mails.mails
    .filter(({ envelope }) => envelope.to.includes(email))
    .map(({ subject }) => String(subject));
}
