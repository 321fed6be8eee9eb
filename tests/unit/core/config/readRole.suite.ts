import { faultsOf, load, PRODUCTION } from './settings';

const FRONTEND_URL = 'https://app.example.com';
const REDIS_HOST = 'redis.example.com';

describe('what a process does', () => {
  it('is everything, unless it is told', () => {
    expect(load({}).role).toBe('all');
    expect(load({ PROCESS_ROLE: 'api' }).role).toBe('api');
    expect(load({ PROCESS_ROLE: 'worker', FRONTEND_URL }).role).toBe('worker');
  });

  it.each([
    [{ PROCESS_ROLE: 'web' }, /PROCESS_ROLE is "web": set it to all, api, worker/],
    [{ PROCESS_ROLE: 'worker' }, /PROCESS_ROLE is worker without FRONTEND_URL/],
    [{ ...PRODUCTION, PROCESS_ROLE: 'api' }, /several need Redis: set REDIS_URL/],
    [{ ...PRODUCTION, PROCESS_ROLE: 'worker' }, /several need Redis: set REDIS_URL/],
  ])('%j is refused', (settings, fault) => {
    expect(faultsOf(settings)).toEqual([expect.stringMatching(fault)]);
  });

  it('is divided in production once there is a Redis', () => {
    for (const PROCESS_ROLE of ['all', 'api', 'worker']) {
      expect(faultsOf({ ...PRODUCTION, PROCESS_ROLE, REDIS_HOST })).toEqual([]);
    }
    expect(faultsOf({ ...PRODUCTION, PROCESS_ROLE: 'all' })).toEqual([]);
  });
});

describe('how processes hear each other', () => {
  const DATABASE_URL = 'postgres://portico@pooler.example.com/portico';
  const DB_LISTEN_URL = 'postgres://portico@db.example.com/portico';

  it('is by the database as it is, or past a pooler', () => {
    expect(load({ DATABASE_URL }).database.listenUrl).toBeNull();
    expect(load({ DATABASE_URL, DB_LISTEN_URL }).database.listenUrl).toBe(DB_LISTEN_URL);
  });

  it('is not by a database that is not given, nor with another TLS', () => {
    expect(faultsOf({ DB_LISTEN_URL })).toEqual([
      expect.stringMatching(/DB_LISTEN_URL is set without a database/),
    ]);
    expect(
      faultsOf({ DATABASE_URL, DB_SSL: 'true', DB_LISTEN_URL: `${DB_LISTEN_URL}?sslmode=disable` }),
    ).toEqual([expect.stringMatching(/sslmode of DB_LISTEN_URL ask for different TLS/)]);
  });
});
