import { matching, parsed, text, wholeNumber } from '../kinds';
import { redisAddress } from '../redisAddress';
import { HOST_PATTERN } from './server';

export const redisVariables = {
  REDIS_URL: parsed('a Redis address', redisAddress, {
    about:
      'Redis that several processes share, or else REDIS_HOST; for example redis://:password@redis.example.com:6379/0, or rediss:// for TLS.',
    whenUnset: 'the REDIS_ names below; without them Portico runs as one process and needs no Redis',
    example: 'redis://:password@redis.example.com:6379/0',
    secret: true,
  }),
  REDIS_HOST: matching(HOST_PATTERN, 'a host name or an address', {
    about: 'Host of the Redis to use, in place of REDIS_URL.',
    whenUnset: 'see REDIS_URL',
    example: 'redis.example.com',
  }),
  REDIS_PORT: wholeNumber(1, 65_535, { about: 'Its port.', whenUnset: '6379', example: '6379' }),
  REDIS_PASSWORD: text({ about: 'Its password.', whenUnset: 'none is sent', secret: true }),
  REDIS_DB: wholeNumber(0, 9_999, { about: 'Number of its database.', whenUnset: '0', example: '0' }),
};
