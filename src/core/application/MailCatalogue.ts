/** Every mail by name with the data its template needs. Modules add theirs by declaration merging. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface MailCatalogue {}

export type MailName = keyof MailCatalogue & string;
