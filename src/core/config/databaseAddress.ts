export type DatabaseTls = 'false' | 'true' | 'no-verify';

/** An address without its `sslmode`, which drivers read in different ways, and the TLS it asked for. */
export interface DatabaseAddress {
  readonly url: string;
  readonly tls: DatabaseTls | null;
}

/** As node-postgres 8 reads them: what libpq leaves unchecked is checked, but for `no-verify`. */
const TLS_OF_SSLMODE: Readonly<Record<string, DatabaseTls>> = {
  disable: 'false',
  prefer: 'true',
  require: 'true',
  'verify-ca': 'true',
  'verify-full': 'true',
  'no-verify': 'no-verify',
};

const REMEDY = 'give postgres://user:password@host:5432/name, with %23 for # and %40 for @ in the password.';

/** @throws Error that says what is wrong without repeating the address, which holds a password. */
export function databaseAddress(text: string): DatabaseAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new Error(`is not a PostgreSQL address: ${REMEDY}`);
  }
  if (url.hash !== '') throw new Error(`holds an unescaped #: ${REMEDY}`);
  if (url.pathname.length < 2) throw new Error(`names no database: ${REMEDY}`);
  const host = url.hostname || url.searchParams.get('host');
  if (!host) throw new Error(`names no host: ${REMEDY}`);
  return { tls: takeTls(url), url: url.href };
}

function takeTls(url: URL): DatabaseTls | null {
  const mode = url.searchParams.get('sslmode');
  if (mode === null) return null;
  url.searchParams.delete('sslmode');
  const tls = TLS_OF_SSLMODE[mode];
  if (tls === undefined) {
    throw new Error(`has an unknown sslmode: use ${Object.keys(TLS_OF_SSLMODE).join(', ')}.`);
  }
  return tls;
}
