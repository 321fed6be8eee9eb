import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigFaults } from '../../../../src/core/config/ConfigFaults';
import { loadConfig } from '../../../../src/core/config/loadConfig';
import type { Config } from '../../../../src/core/config/Config';

type Settings = Record<string, string | undefined>;

/** A folder that is gone after each test. */
export function freshFolder(): () => string {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'portico-config-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return () => folder;
}

/** Six sound secrets that differ. */
export const SECRETS = {
  JWT_SECRET: 'jwt-Zk3v9Qx7Lr2Tn8Wc5Bh1Md6Yp4Sg0Fa',
  REFRESH_TOKEN_SECRET: 'refresh-Zk3v9Qx7Lr2Tn8Wc5Bh1Md6Yp4Sg',
  CSRF_SECRET: 'csrf-Zk3v9Qx7Lr2Tn8Wc5Bh1Md6Yp4Sg0F',
  PASSWORD_PEPPER: 'pepper-Zk3v9Qx7Lr2Tn8Wc5Bh1Md6Yp4S',
  DATA_ENCRYPTION_KEY: 'data-Zk3v9Qx7Lr2Tn8Wc5Bh1Md6Yp4Sg0F',
  AUDIT_HMAC_KEY: 'audit-Zk3v9Qx7Lr2Tn8Wc5Bh1Md6Yp4Sg0',
};

/** The least that production accepts. */
export const PRODUCTION = {
  NODE_ENV: 'production',
  ...SECRETS,
  FRONTEND_URL: 'https://app.example.com',
  CORS_ORIGINS: 'https://app.example.com',
  DATABASE_URL: 'postgres://portico:pw@db.example.com/portico',
  SMTP_HOST: 'smtp.example.com',
  EMAIL_FROM: 'no-reply@example.com',
};

export function load(settings: Settings, envFile: string | null = null): Config {
  return loadConfig({ ...SECRETS, ...settings }, envFile);
}

export function faultsOf(settings: Settings, envFile: string | null = null): readonly string[] {
  try {
    load(settings, envFile);
  } catch (error) {
    if (error instanceof ConfigFaults) return error.faults;
    throw error;
  }
  return [];
}
