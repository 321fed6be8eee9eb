const CONTROL = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Line breaks, ANSI sequences and changes of writing direction become visible `\u` escapes, as JSON has them. */
export function neutralise(text: string): string {
  return text.replace(CONTROL, escape);
}
