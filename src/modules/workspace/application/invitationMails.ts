interface InvitationMails {
  'workspace.invitation': {
    readonly workspaceName: string;
    readonly inviterName: string;
    readonly role: string;
    readonly token: string;
  };
}

declare module '../../../core/application/MailCatalogue' {
  interface MailCatalogue extends InvitationMails {}
}
