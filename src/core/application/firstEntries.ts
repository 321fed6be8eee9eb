import type { Page } from './Page';

const AT_ONCE = 500;
/** Held in memory together, and made one text of; whoever wants more goes through the pages themselves. */
const MOST = 10_000;

/** A list as far as it fits into one answer, read page by page. */
export async function firstEntries<Entry extends { readonly id: string }>(
  read: (page: Page) => Promise<Entry[]>,
  most = MOST,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (;;) {
    const limit = Math.min(AT_ONCE, most - entries.length);
    const page = limit === 0 ? [] : await read({ limit, after: entries.at(-1)?.id ?? null });
    entries.push(...page);
    if (page.length < AT_ONCE) return entries;
  }
}
