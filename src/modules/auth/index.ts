export { CreateSuperAdmin, type SuperAdminOutcome } from './application/CreateSuperAdmin';
export type { AuthEvents } from './domain/events';
