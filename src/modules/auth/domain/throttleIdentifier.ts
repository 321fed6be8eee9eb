/**
 * Under which name failures are counted: spellings that mail servers may deliver to one mailbox (case,
 * blanks, dots in the local part) share a counter, although they may be different accounts.
 */
export function throttleIdentifier(email: string): string {
  const normalised = email.trim().toLowerCase();
  const at = normalised.lastIndexOf('@');
  return at < 0 ? normalised : normalised.slice(0, at).replaceAll('.', '') + normalised.slice(at);
}
