/** What ends a line somewhere: control characters, and U+2028 and U+2029. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** What turns the direction of the text after it, so that it reads as something else (CVE-2021-42574). */
const DIRECTIONS = /\p{Bidi_Control}/gu;

/** Text for a header or a sentence: one well-formed line that reads as it is written. */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(DIRECTIONS, '').replace(BREAKS, ' ').trim();
}
