const LENGTH = 48;

/** The part of an address that stands for a name: lower-case ASCII letters and digits with single hyphens. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LENGTH)
    .replace(/^-|-$/g, '');
  return plain === '' ? 'workspace' : plain;
}

/** What slugs that differ only by their number have in common: `acme-2` and `acme` are one family. */
export function slugFamily(slug: string): string {
  return slug.replace(/(?:-\d+)+$/, '');
}
