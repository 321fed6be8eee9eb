import { keptSecrets, KeptSecretsFault } from '../keptSecrets';
import type { Reading } from '../Reading';
import { SECRET_NAMES, type SecretName } from '../variables/secrets';

export type Secrets = Readonly<Record<SecretName, string>>;

/** @param keepIn the folder in which missing secrets are made and kept; null refuses when one is missing. */
export function readSecrets(reading: Reading, keepIn: string | null): Secrets {
  const missing = SECRET_NAMES.filter((name) => !reading.given(name));
  const secrets: Partial<Record<SecretName, string>> = {};
  if (missing.length > 0 && keepIn !== null) Object.assign(secrets, kept(reading, keepIn));
  for (const name of SECRET_NAMES) if (reading.given(name)) secrets[name] = reading.value(name);
  if (keepIn === null) {
    for (const name of missing) {
      reading.fault(`${name} is missing: production needs its own, make one with: openssl rand -base64 48`);
    }
  }
  tellShared(reading, {
    ...secrets,
    JWT_SECRET_FORMER: reading.value('JWT_SECRET_FORMER'),
    METRICS_TOKEN: reading.value('METRICS_TOKEN'),
  });
  return secrets as Secrets;
}

function kept(reading: Reading, folder: string): Partial<Secrets> {
  try {
    return keptSecrets(folder, SECRET_NAMES, { mayWrite: reading.faults.length === 0 });
  } catch (error) {
    if (!(error instanceof KeptSecretsFault)) throw error;
    reading.fault(error.message);
    return {};
  }
}

function tellShared(reading: Reading, secrets: Readonly<Record<string, string | undefined>>): void {
  const names = Object.keys(secrets).filter((name) => secrets[name] !== undefined);
  names.forEach((name, index) => {
    const twin = names.slice(0, index).find((other) => secrets[other] === secrets[name]);
    if (twin !== undefined) {
      reading.fault(`${name} is the same as ${twin}: give it its own, made with: openssl rand -base64 48`);
    }
  });
}
