import { createHash } from 'node:crypto';
import type { RedisReply, SendCommandFn } from 'rate-limit-redis';
import type { RedisConnection } from './RedisConnection';

/**
 * Commands of a store that loads its scripts once and runs them by their digests. Loading is answered here, and
 * a script that Redis does not have is sent along: so stores can be made while Redis is away, and a restart of
 * Redis, which forgets scripts, is not noticed.
 */
export function scripted(redis: RedisConnection): SendCommandFn {
  const scripts = new Map<string, string>();
  const send = (name: string, ...rest: string[]) =>
    redis.ask((client) => client.call(name, ...rest) as Promise<RedisReply>);
  return async (name = '', ...rest) => {
    if (name === 'SCRIPT') {
      const text = rest[1] ?? '';
      const digest = createHash('sha1').update(text).digest('hex');
      scripts.set(digest, text);
      return digest;
    }
    const [digest = '', ...more] = rest;
    try {
      return await send(name, ...rest);
    } catch (error) {
      const text = scripts.get(digest);
      if (text === undefined || !/^NOSCRIPT/.test((error as Error).message)) throw error;
      return send('EVAL', text, ...more);
    }
  };
}
