import { hkdfSync, randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

type Kept = Record<string, string>;

/** A sentence for the operator. */
export class KeptSecretsFault extends Error {}

/**
 * The secrets kept in `folder`/secrets.json (0600), made at the first call. Processes that start at the same
 * moment agree: the file appears whole and once, and names a later version adds are derived from those there.
 *
 * @throws KeptSecretsFault when the file is damaged, or cannot be read or written.
 */
export function keptSecrets(
  folder: string,
  names: readonly string[],
  { mayWrite }: { mayWrite: boolean },
): Kept {
  const file = join(folder, 'secrets.json');
  try {
    const kept = readIfThere(file);
    if (!mayWrite) return kept ?? {};
    if (kept === null) return make(folder, file, names);
    return names.every((name) => name in kept) ? kept : extend(folder, file, kept, names);
  } catch (error) {
    throw error instanceof KeptSecretsFault ? error : new KeptSecretsFault(inOneSentence(error, file));
  }
}

function readIfThere(file: string): Kept | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
  const kept = parse(text);
  if (kept !== null) return kept;
  throw new KeptSecretsFault(
    `${file} is damaged: restore it from a backup, or delete it for new secrets, which no stored password matches.`,
  );
}

function parse(text: string): Kept | null {
  try {
    const kept: unknown = JSON.parse(text);
    const secrets = kept !== null && typeof kept === 'object' ? Object.values(kept) : [];
    const sound = secrets.every((secret) => typeof secret === 'string' && secret.length >= 32);
    return secrets.length > 0 && sound ? (kept as Kept) : null;
  } catch {
    return null;
  }
}

function make(folder: string, file: string, names: readonly string[]): Kept {
  mkdirSync(folder, { recursive: true });
  const made = Object.fromEntries(names.map((name) => [name, randomBytes(32).toString('base64url')]));
  const draft = writeDraft(folder, made);
  try {
    linkSync(draft, file);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return readIfThere(file) ?? make(folder, file, names);
  } finally {
    rmSync(draft, { force: true });
  }
  return made;
}

function extend(folder: string, file: string, kept: Kept, names: readonly string[]): Kept {
  const root = Object.keys(kept)
    .sort()
    .map((name) => kept[name])
    .join('\n');
  const derive = (name: string) => Buffer.from(hkdfSync('sha256', root, '', name, 32)).toString('base64url');
  const added = names.filter((name) => !(name in kept)).map((name) => [name, derive(name)]);
  const extended = { ...kept, ...Object.fromEntries(added) } as Kept;
  renameSync(writeDraft(folder, extended), file);
  return extended;
}

function writeDraft(folder: string, secrets: Kept): string {
  const draft = join(folder, `.secrets-${process.pid}-${randomBytes(6).toString('hex')}.tmp`);
  const descriptor = openSync(draft, 'wx', 0o600);
  try {
    writeSync(descriptor, `${JSON.stringify(secrets, null, 2)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return draft;
}

function inOneSentence(error: unknown, file: string): string {
  const code = codeOf(error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return `${file} cannot be used by this user (${code}): give the folder to the user who runs Portico, or set DATA_DIR to a folder of theirs.`;
  }
  return `${file} cannot be read or written (${code}): check that DATA_DIR names a folder on a disk with free space.`;
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
