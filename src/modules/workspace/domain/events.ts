export interface WorkspaceEvents {
  'workspace:created': { name: string; slug: string };
  'workspace:updated': { name: string; slug: string; plan: string; seatLimit: number | null };
  'workspace:suspended': { status: 'active' | 'suspended' };
  'workspace:activated': { status: 'active' | 'suspended' };
  'workspace:security-changed': { mfaRequired: boolean };
  'workspace:deleted': { name: string; slug: string };
  'workspace:restored': { name: string; slug: string };
  'workspace:ownership-offered': { userId: string };
  'workspace:ownership-transferred': { userId: string; fromUserId: string };
  'workspace:member:joined': { userId: string; role: string };
  'workspace:member:role-changed': {
    userId: string;
    role: string;
    roleIds?: readonly string[];
    reason?: 'ownership-transferred';
  };
  'workspace:member:status-changed': { userId: string; status: string };
  'workspace:member:removed': { userId: string; reason: 'removed' | 'left' };
}

declare module '../../../core/domain/EventCatalogue' {
  interface EventCatalogue extends WorkspaceEvents {}
}
