import type { FrontendLinks } from '../../application/FrontendLinks';

/** @param frontendUrl asked at each link, since a server that serves its own pages learns its port late */
export function frontendLinks(frontendUrl: () => string): FrontendLinks {
  return {
    link: (path, token) => `${frontendUrl()}${path}?token=${encodeURIComponent(token)}`,
  };
}
