interface WebhookMails {
  'webhook.disabled': {
    readonly workspaceName: string;
    /** Of the address of the webhook. */
    readonly origin: string;
    readonly reason: 'gone' | 'failing';
  };
}

declare module '../../../core/application/MailCatalogue' {
  interface MailCatalogue extends WebhookMails {}
}
