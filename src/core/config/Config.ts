import { token } from '../domain/token';
import type { TrustedProxies } from './trustedProxies';

/** Everything the environment decides, validated and frozen. */
export interface Config {
  readonly env: 'production' | 'development' | 'test';
  /** What this process does: answer requests and sockets, work in the background, or both. */
  readonly role: 'all' | 'api' | 'worker';
  /** Absolute. */
  readonly dataDir: string;
  readonly http: HttpConfig;
  readonly sockets: SocketConfig;
  readonly database: DatabaseConfig;
  /** Null: this is the only process. */
  readonly redis: RedisConfig | null;
  readonly tokens: TokenConfig;
  readonly passwords: PasswordConfig;
  /** At least 32 bytes of text; derive a key of the size you need from it. */
  readonly encryptionKey: string;
  /** At least 32 bytes of text; what seals and chains the audit log. */
  readonly auditKey: string;
  readonly mail: MailConfig;
  /** Null: files are kept in `dataDir`. */
  readonly s3: S3Config | null;
  readonly rateLimits: RateLimitConfig;
  /** Null: metrics are open outside production and off in production. */
  readonly metricsToken: string | null;
  readonly docsEnabled: boolean;
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug';
  /** Null: errors are in the log only. */
  readonly sentryDsn: string | null;
}

export interface HttpConfig {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The port was given: when taken, another one is no answer. */
  readonly portChosen: boolean;
  /** "/api", or "" for the root. */
  readonly apiPrefix: string;
  /** "/api/v1". */
  readonly apiBase: string;
  readonly trustProxy: TrustedProxies;
  /** Without a slash at its end. Null: the server's own address. */
  readonly frontendUrl: string | null;
  /** Exact origins. Null: the rule of development (the front end, and localhost on any port). */
  readonly corsOrigins: readonly string[] | null;
}

export interface SocketConfig {
  /** Null: the port of the API. */
  readonly port: number | null;
  /** Exact origins. Null: those that may call the API. */
  readonly corsOrigins: readonly string[] | null;
}

export interface DatabaseConfig {
  /** Never holds `sslmode`. Null: the embedded PostgreSQL. */
  readonly url: string | null;
  /** Null: migrations use `url`. */
  readonly migrationUrl: string | null;
  /** Null: processes hear each other by `url`. */
  readonly listenUrl: string | null;
  /** For all addresses, as node-postgres takes it. */
  readonly ssl: false | { readonly rejectUnauthorized: boolean };
  readonly pool: { readonly min: number; readonly max: number };
}

export interface RedisConfig {
  readonly host: string;
  readonly port: number;
  /** Null: the default user. */
  readonly user: string | null;
  readonly password: string | null;
  readonly db: number;
  readonly tls: boolean;
}

export interface TokenConfig {
  readonly jwtSecret: string;
  /** Null: access tokens of the one secret alone hold. */
  readonly formerJwtSecret: string | null;
  /** As written, for the sign-in answer: "15m". */
  readonly accessTtl: string;
  readonly accessTtlSeconds: number;
  readonly refreshSecret: string;
  readonly refreshTtlSeconds: number;
  readonly csrfSecret: string;
}

export interface PasswordConfig {
  readonly hasher: 'bcrypt' | 'argon2id';
  readonly bcryptRounds: number;
  readonly pepper: string;
}

export type MailConfig = MailboxConfig | MailServerConfig;

interface MailSender {
  readonly from: string;
  readonly fromName: string;
}

/** Mails stay on this machine. */
export interface MailboxConfig extends MailSender {
  readonly kind: 'mailbox';
}

/** SMTP, of the operator's own server or of a provider. */
export interface MailServerConfig extends MailSender {
  readonly kind: 'smtp' | 'sendgrid' | 'ses' | 'mailgun';
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly secure: boolean;
  /** Without TLS or STARTTLS nothing is sent. */
  readonly requireTls: boolean;
  readonly login: { readonly user: string; readonly password: string } | null;
}

export interface S3Config {
  readonly bucket: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** Of a store that is not AWS. Null: S3 of AWS in that region. */
  readonly endpoint: string | null;
}

/** Requests in `windowMs`. */
export interface RateLimitConfig {
  readonly enabled: boolean;
  readonly windowMs: number;
  /** Anonymous, per address. */
  readonly maxRequests: number;
  /** Authenticated, per user. */
  readonly maxAuthenticated: number;
  /** Sign-up, sign-in and mailed tokens, per address. */
  readonly maxAuth: number;
}

export const Config = token<Config>('Config');
