/** What is wrong with an address for a webhook, wherever it leads, to follow the word `url`; null when nothing is. */
export function urlFault(given: string): string | null {
  if (!URL.canParse(given)) return 'is not an address such as https://example.com/hooks';
  const url = new URL(given);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must begin with https://';
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or a password';
  if (url.hash !== '' || given.includes('#')) return 'must not have a fragment';
  return null;
}
