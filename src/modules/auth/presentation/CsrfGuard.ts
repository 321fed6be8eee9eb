import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import csurf from 'csurf';
import type { Request, Response } from 'express';
import { DomainError } from '../../../core/domain/DomainError';
import type { SessionId } from '../../../core/domain/ids';

interface WithCsrfSession {
  csrfSession?: { readonly csrfSecret: string };
}

/** Origins a browser names in `Sec-Fetch-Site` that are not the page of this very origin. */
const FOREIGN_SITES = new Set(['cross-site', 'same-site']);

/**
 * csurf with a secret derived from the session instead of one in a cookie: a token holds for its session and
 * no other, and there is no cookie to plant. Read from the header only.
 */
export class CsrfGuard {
  private readonly key: KeyObject;
  private readonly protect = csurf({
    sessionKey: 'csrfSession',
    value: (request) => request.get('x-csrf-token') ?? '',
  });

  constructor(secret: string) {
    this.key = createSecretKey(Buffer.from(secret));
  }

  async issue(request: Request, sessionId: SessionId): Promise<string> {
    await this.run(request, sessionId);
    return request.csrfToken();
  }

  /** For a call that a cookie authenticates. @throws DomainError CSRF_INVALID, ORIGIN_REFUSED. */
  async demand(request: Request, sessionId: SessionId): Promise<void> {
    const site = request.get('sec-fetch-site') ?? '';
    if (request.headers.origin === undefined && FOREIGN_SITES.has(site)) {
      throw new DomainError(
        'forbidden',
        'ORIGIN_REFUSED',
        'This call must come from a page of an allowed origin.',
      );
    }
    await this.run(request, sessionId);
  }

  private run(request: Request, sessionId: SessionId): Promise<void> {
    const csrfSecret = createHmac('sha256', this.key).update(sessionId).digest('base64url');
    (request as WithCsrfSession).csrfSession = { csrfSecret };
    return new Promise((resolve, reject) => {
      this.protect(request, request.res as Response, (error?: unknown) => {
        if (!error) resolve();
        else
          reject(
            new DomainError('forbidden', 'CSRF_INVALID', 'X-CSRF-Token is missing or not of this session.'),
          );
      });
    });
  }
}
