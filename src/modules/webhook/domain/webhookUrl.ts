import { urlRefused } from './errors';

/** Where a webhook leads, in its one spelling. @throws DomainError VALIDATION_ERROR. */
export function webhookUrl(given: string): URL {
  if (!URL.canParse(given)) throw urlRefused('is not an address such as https://example.com/hooks');
  const url = new URL(given);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw urlRefused('must begin with https://');
  if (url.username !== '' || url.password !== '') throw urlRefused('must not hold a user name or a password');
  if (url.hash !== '' || given.includes('#')) throw urlRefused('must not have a fragment');
  return url;
}
