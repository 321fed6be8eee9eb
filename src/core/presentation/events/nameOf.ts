/** `workspace:role-changed` → `WorkspaceRoleChanged`: what a document calls a message. */
export function nameOf(event: string): string {
  return event
    .split(/[:._-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
