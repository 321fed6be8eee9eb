/** The web addresses in a text, each once, without the punctuation behind them. */
export function linksIn(text: string): string[] {
  const found = text.match(/https?:\/\/\S+/g) ?? [];
  return [...new Set(found.map((link) => link.replace(/[.,;:!?)>\]"']+$/, '')))];
}
