type Invited = { readonly invitationId: string; readonly email: string; readonly role: string };

interface InvitationEvents {
  'workspace:member:invited': Invited;
  'workspace:invitation:resent': Invited;
  'workspace:invitation:accepted': Invited;
  'workspace:invitation:declined': Invited;
  'workspace:invitation:revoked': Invited;
  'workspace:invitation:expired': Invited;
}

declare module '../../../core/domain/EventCatalogue' {
  interface EventCatalogue extends InvitationEvents {}
}
