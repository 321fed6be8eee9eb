const SEPARATORS = /[^\p{L}\p{M}\p{N}]+/u;

/**
 * Whether `text` is one of `sources`, or nothing but words of them in any order and number. Case, width and
 * what stands between the words do not count.
 */
export function isMadeOf(text: string, sources: readonly string[]): boolean {
  const folded = sources.map(fold).filter((source) => source !== '');
  return folded.includes(fold(text)) || isJoinedFrom(wordsOf(fold(text)).join(''), folded.flatMap(wordsOf));
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}

function wordsOf(text: string): string[] {
  return text.split(SEPARATORS).filter((word) => word !== '');
}

function isJoinedFrom(text: string, words: readonly string[]): boolean {
  const reached = new Set([0]);
  for (let end = 1; end <= text.length; end += 1) {
    if (words.some((word) => reached.has(end - word.length) && text.endsWith(word, end))) reached.add(end);
  }
  return text !== '' && reached.has(text.length);
}
