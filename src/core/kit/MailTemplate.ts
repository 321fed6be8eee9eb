/** A mail in plain sentences; the layout makes text and HTML of it and escapes every value. */
export interface MailContent {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly action?: { readonly label: string; readonly url: string };
  /** Small print: why this mail was sent, how long its link holds. */
  readonly footnote: string;
}

export interface MailContext {
  /** A page of the front-end with a token: `link('/reset-password', token)`. Never built from a request. */
  readonly link: (path: string, token: string) => string;
}

export type MailTemplate<Data> = (data: Data, context: MailContext) => MailContent;
