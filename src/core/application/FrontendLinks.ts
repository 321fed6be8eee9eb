import { token } from '../domain/token';

/** Links to pages of the front end, never built from a request. */
export interface FrontendLinks {
  /** `link('/accept-invitation', token)`. */
  link(path: string, token: string): string;
}
export const FrontendLinks = token<FrontendLinks>('FrontendLinks');
