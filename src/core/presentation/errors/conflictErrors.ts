import type { ErrorEntry } from './ErrorEntry';

/** A request in conflict with the state of things. */
export const conflictErrors = {
  EMAIL_TAKEN: {
    status: 409,
    cause: 'An account with this e-mail exists.',
    cure: 'Sign in, or reset the password.',
  },
  MFA_ENABLED: {
    status: 409,
    cause: 'The account has a second factor on.',
    cure: 'To connect another app, turn it off first at `DELETE /auth/mfa/totp`.',
  },
  MFA_NOT_ENABLED: {
    status: 409,
    cause: 'The account has no second factor on.',
    cure: 'Turn it on first: `POST /auth/mfa/totp`, then `POST /auth/mfa/totp/confirm`.',
  },
  MFA_NOT_STARTED: {
    status: 409,
    cause: 'Connecting an app was not started, was started anew, or not confirmed within 15 minutes.',
    cure: 'Start at `POST /auth/mfa/totp`, and confirm with a code of that secret.',
  },
  SLUG_TAKEN: {
    status: 409,
    cause: 'Another workspace has the slug that was asked for.',
    cure: 'Ask for another slug; without one, a free slug is made from the name.',
  },
  WORKSPACE_LIMIT: {
    status: 409,
    cause: 'You own 100 workspaces already. Those that were deleted do not count.',
    cure: 'Delete one that you need no more, or hand one over.',
  },
  SEAT_LIMIT: {
    status: 409,
    cause: 'Every seat of the workspace is taken.',
    cure: 'Remove a member, or ask the operator for more seats.',
  },
  TRANSFER_IMPOSSIBLE: {
    status: 409,
    cause: 'The ownership was offered to somebody who is an owner already, or who is not active.',
    cure: 'Offer it to another member, or activate this one first.',
  },
  LAST_OWNER: {
    status: 409,
    cause: 'The change would leave the workspace without an active owner.',
    cure: 'Make somebody else an owner first, or delete the workspace.',
  },
  LAST_SUPER_ADMIN: {
    status: 409,
    cause: 'The change would leave the platform without an active super admin.',
    cure: 'Make somebody else a super admin first.',
  },
  PROMOTION_IMPOSSIBLE: {
    status: 409,
    cause: 'The account that is to become super admin is not active, or its e-mail is not verified.',
    cure: 'Activate it, or have them verify the address first.',
  },
  ALREADY_MEMBER: {
    status: 409,
    cause: 'The invited person is a member of the workspace.',
    cure: 'Change their role or status instead.',
  },
  INVITATION_PENDING: {
    status: 409,
    cause: 'The address has an open invitation to this workspace.',
    cure: 'Send that one again, or revoke it first.',
  },
  INVITATION_CLOSED: {
    status: 409,
    cause: 'The invitation was accepted, declined, revoked or replaced meanwhile.',
    cure: 'Read the list of invitations again; invite anew if need be.',
  },
  ROLE_NAME_TAKEN: {
    status: 409,
    cause: 'The workspace has a role of this name; upper and lower case make no difference.',
    cure: 'Choose another name, or change the role that has it.',
  },
  ROLE_LIMIT: {
    status: 409,
    cause: 'The workspace has as many roles of its own as it may have.',
    cure: 'Delete a role that nobody needs.',
  },
  ROLE_IN_USE: {
    status: 409,
    cause: 'Members of the workspace have the role.',
    cure: 'Take the role from them first.',
  },
  ROLE_BUILT_IN: {
    status: 409,
    cause: 'The role is a built-in one, which is the same in every workspace.',
    cure: 'Make a role of your own with the permissions that are needed.',
  },
  INVITE_LINK_LIMIT: {
    status: 409,
    cause: 'A hundred invite links of the workspace are open.',
    cure: 'Revoke one that is not needed any more.',
  },
  WEBHOOK_LIMIT: {
    status: 409,
    cause: 'The workspace has 20 webhooks, which is as many as it may have.',
    cure: 'Delete one that is not needed any more, or let one receiver pass messages on.',
  },
  WEBHOOK_DISABLED: {
    status: 409,
    cause: 'The webhook is disabled: by hand, by its receiver (410), or since nothing arrived for days.',
    cure: 'Enable it first.',
  },
  PREFERENCE_LOCKED: {
    status: 409,
    cause: 'Notifications of this group come by this channel in any case.',
    cure: 'Turn off only what is not `locked`.',
  },
  IDEMPOTENCY_KEY_IN_USE: {
    status: 409,
    cause: 'The first call with this `Idempotency-Key` is still under way.',
    cure: 'Wait the seconds of `Retry-After` and send the same call again; it answers what the first one did.',
  },
  VERSION_STALE: {
    status: 409,
    cause: 'Somebody else changed the resource at the same moment.',
    cure: 'Read it again and repeat the change.',
  },
  ROOM_LIMIT: {
    status: 409,
    cause: 'The socket hears 50 workspaces already.',
    cure: 'Leave one with `workspace:leave`.',
  },
} as const satisfies Record<string, ErrorEntry>;
