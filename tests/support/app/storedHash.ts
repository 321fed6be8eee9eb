import {
  SelectedPasswordHasher,
  type HashingSettings,
} from '../../../src/modules/auth/infrastructure/SelectedPasswordHasher';
import { work, type PasswordTask } from '../../../src/modules/auth/infrastructure/passwordWorker';
import type { TestApp } from './TestApp';

const onTheSpot = {
  hash: async (task: PasswordTask) => work(task).outcome as string,
  verify: async (task: PasswordTask) => work(task).outcome as boolean,
};

const hasherOf = (app: TestApp, settings: Omit<HashingSettings, 'pepper'>) =>
  new SelectedPasswordHasher(onTheSpot, { ...settings, pepper: app.config.passwords.pepper });

/** What the database holds of somebody's password. */
export async function storedHash(app: TestApp, userId: string): Promise<string> {
  const rows = await app.sql<{ password_hash: string }>(
    'SELECT password_hash FROM credentials WHERE user_id = $1',
    [userId],
  );
  return rows[0]?.password_hash ?? 'none';
}

/** Whether that is the account's password, whatever the application says of it. */
export async function isStored(app: TestApp, userId: string, password: string): Promise<boolean> {
  const hasher = hasherOf(app, { algorithm: 'bcrypt', bcryptRounds: 4 });
  return hasher.verify(password, await storedHash(app, userId));
}

/** Stores the password as an application with other settings would have. */
export async function storeAs(
  app: TestApp,
  { id, password }: { readonly id: string; readonly password: string },
  settings: Omit<HashingSettings, 'pepper'>,
): Promise<string> {
  const hash = await hasherOf(app, settings).hash(password);
  await app.sql('UPDATE credentials SET password_hash = $2 WHERE user_id = $1', [id, hash]);
  return hash;
}
