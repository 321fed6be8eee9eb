interface InviteLinkEvents {
  'workspace:invite-link:created': {
    readonly linkId: string;
    readonly role: string;
    readonly allowedDomains: readonly string[];
    readonly maxUses: number | null;
    readonly expiresAt: string;
  };
  'workspace:invite-link:revoked': { readonly linkId: string; readonly role: string };
  'workspace:invite-link:used': { readonly linkId: string; readonly role: string };
}

declare module '../../../core/domain/EventCatalogue' {
  interface EventCatalogue extends InviteLinkEvents {}
}
