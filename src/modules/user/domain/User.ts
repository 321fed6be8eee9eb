import { AggregateRoot } from '../../../core/domain/AggregateRoot';
import { changesOf } from '../../../core/domain/changesOf';
import type { UserId } from '../../../core/domain/ids';
import './events';

export type AccountStatus = 'active' | 'inactive' | 'banned';
export type PlatformRole = 'super_admin';

export interface UserState {
  readonly id: UserId;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly emailVerified: boolean;
  readonly status: AccountStatus;
  readonly platformRole: PlatformRole | null;
  readonly avatarUrl: string | null;
  readonly lastLoginAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface Profile {
  readonly firstName: string;
  readonly lastName: string;
}

/** A person's account: one per e-mail, whatever number of workspaces they are in. */
export class User extends AggregateRoot {
  private constructor(
    private current: UserState,
    version: number,
    private deleted = false,
  ) {
    super(version);
  }

  static register(id: UserId, email: string, profile: Profile, now: Date): User {
    const user = new User(
      {
        id,
        email,
        firstName: profile.firstName.trim(),
        lastName: profile.lastName.trim(),
        emailVerified: false,
        status: 'active',
        platformRole: null,
        avatarUrl: null,
        lastLoginAt: null,
        createdAt: now,
        updatedAt: now,
      },
      0,
    );
    user.record({
      name: 'user:registered',
      workspaceId: null,
      subjectId: id,
      actorId: id,
      payload: { email },
    });
    return user;
  }

  static restore(state: UserState, version: number, isDeleted = false): User {
    return new User(state, version, isDeleted);
  }

  get isDeleted(): boolean {
    return this.deleted;
  }

  get isActiveSuperAdmin(): boolean {
    const { platformRole, status } = this.current;
    return platformRole === 'super_admin' && status === 'active' && !this.deleted;
  }

  get state(): UserState {
    return this.current;
  }

  get id(): UserId {
    return this.current.id;
  }

  changeProfile(profile: Partial<Profile>, now: Date): void {
    const next = {
      firstName: profile.firstName?.trim() ?? this.current.firstName,
      lastName: profile.lastName?.trim() ?? this.current.lastName,
    };
    const changes = changesOf<Profile>(this.current, next, ['firstName', 'lastName']);
    if (!changes) return;
    this.current = { ...this.current, ...next, updatedAt: now };
    this.record({
      name: 'user:profile-changed',
      workspaceId: null,
      subjectId: this.id,
      payload: { changed: Object.keys(changes) },
      changes,
    });
  }

  /** @param avatarUrl null: no picture any more. */
  changeAvatar(avatarUrl: string | null, now: Date): void {
    const { avatarUrl: before } = this.current;
    if (avatarUrl === before) return;
    this.current = { ...this.current, avatarUrl, updatedAt: now };
    this.record({
      name: 'user:profile-changed',
      workspaceId: null,
      subjectId: this.id,
      payload: { changed: ['avatarUrl'] },
      changes: { avatarUrl: { before, after: avatarUrl } },
    });
  }

  changeStatus(status: AccountStatus, now: Date): void {
    const { id, status: before } = this.current;
    if (status === before) return;
    this.current = { ...this.current, status, updatedAt: now };
    this.record({
      name: 'user:status-changed',
      workspaceId: null,
      subjectId: id,
      payload: { status },
      changes: { status: { before, after: status } },
    });
  }

  /** The new address confirmed, so it is verified. */
  changeEmail(email: string, now: Date): void {
    const { id, email: before } = this.current;
    if (email === before) return;
    this.current = { ...this.current, email, emailVerified: true, updatedAt: now };
    this.record({
      name: 'user:email-changed',
      workspaceId: null,
      subjectId: id,
      actorId: id,
      payload: { email },
      changes: { email: { before, after: email } },
    });
  }

  /** Its e-mail is free for others from now on, and its picture is gone for good. */
  delete(now: Date): void {
    if (this.deleted) return;
    this.deleted = true;
    this.current = { ...this.current, avatarUrl: null, updatedAt: now };
    const { id, email } = this.current;
    this.record({ name: 'user:deleted', workspaceId: null, subjectId: id, payload: { email } });
  }

  undelete(now: Date): void {
    if (!this.deleted) return;
    this.deleted = false;
    this.current = { ...this.current, updatedAt: now };
    const { id, email } = this.current;
    this.record({ name: 'user:restored', workspaceId: null, subjectId: id, payload: { email } });
  }

  /** No edit: neither version nor history know of it. */
  signedIn(at: Date): void {
    this.current = { ...this.current, lastLoginAt: at };
  }

  /** The platform role stands outside every workspace, and its holder's address is vouched for by the operator. */
  makeSuperAdmin(now: Date): void {
    const { platformRole: before } = this.current;
    if (before === 'super_admin') return;
    this.current = { ...this.current, platformRole: 'super_admin', emailVerified: true, updatedAt: now };
    const { id, email } = this.current;
    this.record({
      name: 'user:super-admin-made',
      workspaceId: null,
      subjectId: id,
      payload: { email },
      changes: { platformRole: { before, after: 'super_admin' } },
    });
  }

  /** What they do in workspaces, and their sessions, stay. */
  dropPlatformRole(now: Date): void {
    const { id, email, platformRole: before } = this.current;
    if (before === null) return;
    this.current = { ...this.current, platformRole: null, updatedAt: now };
    this.record({
      name: 'user:super-admin-removed',
      workspaceId: null,
      subjectId: id,
      payload: { email },
      changes: { platformRole: { before, after: null } },
    });
  }

  /** The owner of the address showed that they read its mail. */
  confirmEmail(now: Date): void {
    if (this.current.emailVerified) return;
    this.current = { ...this.current, emailVerified: true, updatedAt: now };
    const { id, email } = this.current;
    this.record({ name: 'user:email-verified', workspaceId: null, subjectId: id, payload: { email } });
  }
}
