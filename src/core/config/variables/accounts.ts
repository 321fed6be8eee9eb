import { durationInSeconds } from '../duration';
import { oneOf, parsed, strong, wholeNumber } from '../kinds';

export const accountVariables = {
  JWT_EXPIRES_IN: parsed('a duration', shortLived, {
    about: 'Life of an access token, at most a day, as a number and a unit (s, m, h, d).',
    whenUnset: '15m',
    example: '15m',
  }),
  JWT_SECRET_FORMER: strong({
    about: 'A former JWT_SECRET, whose access tokens hold until they expire; take it away after that.',
    whenUnset: 'access tokens signed with another secret do not hold',
  }),
  REFRESH_TOKEN_EXPIRES_IN: parsed('a duration', longLived, {
    about: 'Life of an unused refresh token, at most 90 days.',
    whenUnset: '7d',
    example: '7d',
  }),
  PASSWORD_HASHER: oneOf(['bcrypt', 'argon2id'], {
    about: 'How new passwords are hashed: bcrypt or argon2id; older hashes are upgraded at the next login.',
    whenUnset: 'bcrypt',
    example: 'bcrypt',
  }),
  BCRYPT_ROUNDS: wholeNumber(4, 16, {
    about: 'Cost of bcrypt; each step doubles the work, at least 12 in production.',
    whenUnset: '12',
    example: '12',
  }),
};

export interface Lifetime {
  readonly text: string;
  readonly seconds: number;
}

function shortLived(text: string): Lifetime {
  return lifetime(text, '1d');
}

function longLived(text: string): Lifetime {
  return lifetime(text, '90d');
}

function lifetime(text: string, longest: string): Lifetime {
  const seconds = durationInSeconds(text);
  if (seconds > durationInSeconds(longest)) throw new Error(`is "${text}": set it to at most "${longest}".`);
  return { text, seconds };
}
