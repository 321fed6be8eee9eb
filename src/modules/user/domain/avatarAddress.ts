/** Pictures lie beside the API, where no limit counts: a list of members shows many of them at once. */
export const AVATARS = '/api/avatars';

/** Hexadecimal, so that it is one name where file systems ignore case; nobody guesses 128 bits. */
export const AVATAR_NAME = /^[0-9a-f]{32}\.webp$/;

/** @param secret 16 bytes, used once. */
export function avatarName(secret: Buffer): string {
  return `${secret.toString('hex')}.webp`;
}

export function avatarUrl(name: string): string {
  return `${AVATARS}/${name}`;
}

export function avatarNameIn(url: string): string {
  return url.slice(AVATARS.length + 1);
}
