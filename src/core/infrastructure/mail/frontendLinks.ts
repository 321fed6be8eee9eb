import type { MailContext } from '../../kit/MailTemplate';

/**
 * Links to the pages of the front-end.
 *
 * @param frontendUrl asked at each link, since a server that serves its own pages learns its port late
 */
export function frontendLinks(frontendUrl: () => string): MailContext {
  return {
    link: (path, token) => `${frontendUrl()}${path}?token=${encodeURIComponent(token)}`,
  };
}
