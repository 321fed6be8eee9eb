/** Every mail by name with the data its template needs. Modules add theirs by declaration merging. */

export interface MailCatalogue {}

export type MailName = keyof MailCatalogue & string;
