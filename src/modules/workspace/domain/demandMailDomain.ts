import { emailDomainRefused } from './inviteLinkErrors';
import { mailDomainOf } from './mailDomain';

/** @param allowed in their one spelling; empty for any. @throws DomainError EMAIL_DOMAIN_REFUSED. */
export function demandMailDomain(allowed: readonly string[], address: string): void {
  if (allowed.length === 0) return;
  const domain = mailDomainOf(address);
  if (domain === null || !allowed.includes(domain)) throw emailDomainRefused();
}
