import { flag, wholeNumber } from '../kinds';

const MOST = 1_000_000_000;

export const limitVariables = {
  RATE_LIMIT_ENABLED: flag({
    about: 'Limits requests; cannot be false in production.',
    whenUnset: 'true',
    example: 'true',
  }),
  RATE_LIMIT_WINDOW_MS: wholeNumber(1000, 86_400_000, {
    about: 'Time in which requests are counted, in milliseconds.',
    whenUnset: '900000 (15 minutes)',
    example: '900000',
  }),
  RATE_LIMIT_MAX_REQUESTS: wholeNumber(1, MOST, {
    about: 'Anonymous requests per address in that time.',
    whenUnset: '100',
    example: '100',
  }),
  RATE_LIMIT_MAX_AUTHENTICATED: wholeNumber(1, MOST, {
    about: 'Authenticated requests per user in that time.',
    whenUnset: '3000',
    example: '3000',
  }),
  RATE_LIMIT_MAX_AUTH: wholeNumber(1, MOST, {
    about: 'Sign-ups, sign-ins and other calls with a password or a mailed token, per address in that time.',
    whenUnset: '30',
    example: '30',
  }),
};
