interface Greeting {
  readonly firstName: string;
}

interface UserMails {
  'user.email-change-asked': Greeting;
  'user.email-changed': Greeting;
  'user.super-admin-made': Greeting;
  'user.super-admin-removed': Greeting;
}

declare module '../../../core/application/MailCatalogue' {
  interface MailCatalogue extends UserMails {}
}
