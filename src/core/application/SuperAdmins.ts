import { token } from '../domain/token';

/** Read port: whether the platform has a super admin yet. */
export interface SuperAdmins {
  exist(): Promise<boolean>;
}
export const SuperAdmins = token<SuperAdmins>('SuperAdmins');
