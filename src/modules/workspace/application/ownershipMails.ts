interface OwnershipMails {
  'workspace.ownership-offered': { readonly workspaceName: string; readonly ownerName: string };
}

declare module '../../../core/application/MailCatalogue' {
  interface MailCatalogue extends OwnershipMails {}
}
