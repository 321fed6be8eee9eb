import { AVATAR_NAME } from '../domain/avatarAddress';

/** A name becomes part of a path only when it is one. */
export function avatarPlace(name: string): string {
  if (!AVATAR_NAME.test(name)) throw new Error('This is not the name of a picture.');
  return name;
}
