/** What spreadsheets take for the beginning of a formula (OWASP ASVS 5.0, 1.2.10). */
const FORMULA = new Set(['=', '+', '-', '@', '\t', '\r', '\n', '\0']);

/** One record as RFC 4180 wants it; a text that a spreadsheet would calculate begins with `'`. */
export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(value: string | null): string {
  if (value === null) return '';
  const text = FORMULA.has(value.charAt(0)) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
