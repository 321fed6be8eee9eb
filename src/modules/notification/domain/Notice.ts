interface InWorkspace {
  readonly workspaceName: string;
}

type Nothing = Readonly<Record<never, never>>;

/** What each kind of notification tells, as it was when it happened; what stands before the dot is its group. */
export interface NoticeFacts {
  'invitation.received': InWorkspace & { readonly inviterName: string; readonly role: string };
  'membership.role-changed': InWorkspace & { readonly role: string };
  'membership.custom-roles-changed': InWorkspace;
  'membership.deactivated': InWorkspace;
  'membership.activated': InWorkspace;
  'membership.ended': InWorkspace;
  'people.joined': InWorkspace & { readonly memberName: string; readonly role: string };
  'ownership.offered': InWorkspace & { readonly ownerName: string };
  'ownership.transferred': InWorkspace & { readonly ownerName: string };
  'workspace.suspended': InWorkspace;
  'workspace.activated': InWorkspace;
  'workspace.deleted': InWorkspace;
  'workspace.restored': InWorkspace;
  'security.password-changed': Nothing;
  'security.password-reset': Nothing;
  'security.session-stolen': Nothing;
  'security.email-changed': { readonly email: string };
  'security.mfa-enabled': Nothing;
  'security.mfa-disabled': Nothing;
  'security.recovery-codes-renewed': Nothing;
  'security.recovery-code-used': { readonly left: number };
}

export type NoticeKind = keyof NoticeFacts;

export type Notice<Kind extends NoticeKind = NoticeKind> = {
  [K in Kind]: { readonly kind: K; readonly facts: NoticeFacts[K] };
}[Kind];

export type NoticeGroup = NoticeKind extends infer Kind
  ? Kind extends `${infer Group}.${string}`
    ? Group
    : never
  : never;

export function groupOf(kind: NoticeKind): NoticeGroup {
  return kind.slice(0, kind.indexOf('.')) as NoticeGroup;
}
