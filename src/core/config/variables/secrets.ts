import { strong } from '../kinds';

const made = {
  whenUnset: 'outside production made once and kept in DATA_DIR/secrets.json',
  requiredInProduction: true,
} as const;

/** What this installation signs, hashes and encrypts with: made and kept outside production when not given. */
export const secretVariables = {
  JWT_SECRET: strong({
    about: 'Signs access tokens; make each secret with: openssl rand -base64 48.',
    ...made,
  }),
  REFRESH_TOKEN_SECRET: strong({ about: 'Derives refresh tokens.', ...made }),
  CSRF_SECRET: strong({ about: 'Signs CSRF tokens.', ...made }),
  PASSWORD_PEPPER: strong({
    about: 'Goes into every password hash; a new one makes every stored password wrong.',
    ...made,
  }),
  DATA_ENCRYPTION_KEY: strong({
    about: 'Encrypts what is stored readable, such as tokens on their way into a mail.',
    ...made,
  }),
  AUDIT_HMAC_KEY: strong({
    about: 'Seals and chains the audit log, so that a check finds what was changed behind its back.',
    ...made,
  }),
};

export type SecretName = keyof typeof secretVariables;
export const SECRET_NAMES = Object.keys(secretVariables) as SecretName[];
