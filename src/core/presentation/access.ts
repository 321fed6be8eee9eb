import type { Access } from '../application/Access';
import type { Caller, Tenancy } from '../application/Caller';
import type { Permission } from '../domain/PermissionCatalogue';

declare const gives: unique symbol;

/** An access rule and, in its type, what a handler behind it may count on. */
export type AccessRule<Who> = Access & { readonly [gives]?: Who };

export interface Nobody {
  readonly caller: null;
  readonly tenancy: null;
}
export interface SignedIn {
  readonly caller: Caller;
  readonly tenancy: Tenancy | null;
}
/** A super admin takes an owner's place in every workspace that exists. */
export interface InWorkspace {
  readonly caller: Caller;
  readonly tenancy: Tenancy;
}

export const anyone: AccessRule<Nobody> = { kind: 'anyone' };
/** The bearer of a refresh token, by cookie (with CSRF token and Origin check) or in the body. */
export const refreshTokenBearer: AccessRule<Nobody> = { kind: 'refresh-token' };
export const signedIn: AccessRule<SignedIn> = { kind: 'signed-in' };
export const member: AccessRule<InWorkspace> = { kind: 'member' };
export const superAdmin: AccessRule<SignedIn> = { kind: 'super-admin' };
/** @param or permissions of which one does as well. */
export function may(permission: Permission, ...or: Permission[]): AccessRule<InWorkspace> {
  return { kind: 'permission', permission, or };
}
/** An access token, too, says who calls. The handler looks at it; the document says so. */
export function orSignedIn(rule: AccessRule<Nobody>): AccessRule<Nobody> {
  return { ...rule, orSignedIn: true };
}
/** Members with one of these built-in roles; a permission says better what somebody may do. */
export function authorize(...roles: string[]): AccessRule<InWorkspace> {
  return { kind: 'role', roles };
}
/** A super admin acts on the whole platform there, and needs no workspace; each time it is on record. */
export function orPlatform(rule: AccessRule<SignedIn>): AccessRule<SignedIn> {
  return { ...(rule as Access), orPlatform: true };
}
/** For what leads to setting up the second factor that a workspace demands: open also to who has none yet. */
export function withoutMfa(rule: AccessRule<InWorkspace>): AccessRule<InWorkspace> {
  return { ...rule, withoutMfa: true };
}
/** Refuses accounts that have not verified their address: 403 EMAIL_NOT_VERIFIED. */
export function verified<Who extends SignedIn>(rule: AccessRule<Who>): AccessRule<Who> {
  return { ...rule, verified: true };
}
