import { builtInRoleNames } from './builtInRoles';

/** The name as it is compared: two names that look alike are one. */
export function roleNameKey(name: string): string {
  return name.trim().normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
}

const plain = (name: string) => roleNameKey(name).replace(/[\s_-]/g, '');

/** Names that mean something already: to the product, or to programs that take a name for a key. */
const reserved = new Set(
  [...builtInRoleNames, 'super_admin', 'prototype', ...Object.getOwnPropertyNames(Object.prototype)].map(
    plain,
  ),
);

export function isReservedRoleName(name: string): boolean {
  return reserved.has(plain(name));
}
