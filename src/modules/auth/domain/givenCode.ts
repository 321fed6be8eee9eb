export interface GivenCode {
  readonly kind: 'totp' | 'recovery';
  /** In the one spelling that is compared. */
  readonly text: string;
}

/** A code as somebody typed it: six digits are of an app. Blanks, hyphens and case do not count. */
export function givenCode(typed: string): GivenCode {
  const text = typed.replace(/[\s-]/g, '').toUpperCase();
  return { kind: /^\d{6}$/.test(text) ? 'totp' : 'recovery', text };
}
