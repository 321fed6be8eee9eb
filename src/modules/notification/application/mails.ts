interface NotificationMails {
  'notification.notice': { readonly firstName: string; readonly message: string };
}

declare module '../../../core/application/MailCatalogue' {
  interface MailCatalogue extends NotificationMails {}
}
