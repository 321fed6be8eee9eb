import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { TestApp } from './TestApp';

/**
 * Somebody else's transaction: it has written `statements`, and commits as soon as the application waits for
 * it, or is done without having waited. @param waiters how many of its transactions wait by then.
 * @returns what `act` came to.
 */
export async function whileHeld<T>(
  app: TestApp,
  statements: readonly (readonly [text: string, values: readonly unknown[]])[],
  act: () => PromiseLike<T>,
  waiters = 1,
): Promise<T> {
  const client = new Client({ connectionString: app.environment.DB_MIGRATION_URL });
  await client.connect();
  try {
    await client.query('BEGIN');
    for (const [text, values] of statements) await client.query(text, [...values]);
    const outcome = Promise.resolve(act());
    const over = outcome.then(
      () => true,
      () => true,
    );
    let isTime = false;
    while (!isTime) isTime = await Promise.race([over, areWaiting(app, waiters)]);
    await client.query('COMMIT');
    return await outcome;
  } finally {
    await client.end();
  }
}

async function areWaiting(app: TestApp, waiters: number): Promise<boolean> {
  await pause(10);
  const waiting = await app.sql(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return waiting.length >= waiters;
}
