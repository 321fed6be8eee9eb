import type { Page } from './Page';

const AT_ONCE = 500;

/** A whole list, read page by page. */
export async function everyPage<Entry extends { readonly id: string }>(
  read: (page: Page) => Promise<Entry[]>,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let page: Entry[] | null = null; page === null || page.length === AT_ONCE;) {
    page = await read({ limit: AT_ONCE, after: entries.at(-1)?.id ?? null });
    entries.push(...page);
  }
  return entries;
}
