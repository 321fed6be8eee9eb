import { faultsOf, load } from './settings';

describe('Redis', () => {
  it('is not there unless it is named', () => {
    expect(load({}).redis).toBeNull();
  });

  it('is named by its address, with what the address leaves out', () => {
    const plain = { host: 'r.example', port: 6379, user: null, password: null, db: 0, tls: false };
    expect(load({ REDIS_URL: 'redis://r.example' }).redis).toEqual(plain);
    expect(load({ REDIS_URL: 'redis://r.example/' }).redis).toEqual(plain);
    expect(load({ REDIS_URL: 'rediss://ann:p%40s%23s@[::1]:7000/3' }).redis).toEqual({
      ...{ host: '::1', port: 7000, user: 'ann', password: 'p@s#s', db: 3, tls: true },
    });
  });

  it('is named by its parts', () => {
    expect(load({ REDIS_HOST: 'r.example' }).redis).toMatchObject({ host: 'r.example', port: 6379, db: 0 });
    const all = { REDIS_HOST: '::1', REDIS_PORT: '7000', REDIS_PASSWORD: 'p@s#s', REDIS_DB: '3' };
    expect(load(all).redis).toEqual({
      ...{ host: '::1', port: 7000, user: null, password: 'p@s#s', db: 3, tls: false },
    });
  });

  it.each([
    ['both ways', { REDIS_URL: 'redis://r.example', REDIS_HOST: 'r.example' }, /REDIS_URL and REDIS_HOST/],
    ['by parts without a host', { REDIS_PORT: '6379' }, /REDIS_PORT is set without REDIS_HOST/],
    ['by another protocol', { REDIS_URL: 'http://:secret@r.example' }, /REDIS_URL is not a Redis address/],
    ['by no address', { REDIS_URL: 'r.example:6379:secret' }, /REDIS_URL is not a Redis address/],
    ['with an unescaped #', { REDIS_URL: 'redis://:secret@r.example/0#secret' }, /unescaped #/],
    ['with an unescaped %', { REDIS_URL: 'redis://:secret%zz@r.example/0' }, /unescaped %/],
    ['with settings', { REDIS_URL: 'redis://:secret@r.example/0?db=1' }, /after a \?/],
    ['without a host', { REDIS_URL: 'redis:///0' }, /names no host/],
    ['with a named database', { REDIS_URL: 'redis://:secret@r.example/main' }, /by something else/],
    ['by a number out of range', { REDIS_HOST: 'r.example', REDIS_PORT: '0' }, /REDIS_PORT is "0"/],
    ['with a database below 0', { REDIS_HOST: 'r.example', REDIS_DB: '-1' }, /REDIS_DB is "-1"/],
  ])('%s is refused, and no secret is repeated', (_case, settings, fault) => {
    const faults = faultsOf(settings);
    expect(faults).toEqual([expect.stringMatching(fault)]);
    expect(faults.join()).not.toContain('secret');
  });
});
