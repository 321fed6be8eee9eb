export type { AuthEvents } from './domain/events';
