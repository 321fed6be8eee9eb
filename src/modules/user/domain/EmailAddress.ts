/** E-mail addresses are one whatever their case and the blanks around them. */
export function normalisedEmail(given: string): string {
  return given.trim().toLowerCase();
}
