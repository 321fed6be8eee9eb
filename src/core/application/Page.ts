/** A page of a list by keyset: what follows the entry with this id; null for the first page. */
export interface Page {
  readonly limit: number;
  readonly after: string | null;
}
