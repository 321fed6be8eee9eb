import type { Request } from 'express';
import type { Cookie } from '../../../core/kit';

/**
 * The browser's refresh token: HttpOnly, SameSite=Strict, and behind TLS with the `__Host-` prefix, so that
 * no sibling host can plant one (RFC 6265bis, 4.1.3.2).
 */
export class RefreshCookie {
  constructor(private readonly alwaysSecure: boolean) {}

  give(request: Request, refreshToken: string, expires: Date): Cookie {
    const { name, options } = this.attributes(request);
    return { name, value: refreshToken, options: { ...options, expires } };
  }

  clear(request: Request): Cookie {
    return { ...this.attributes(request), value: null };
  }

  read(request: Request): string | null {
    const cookies = request.cookies as Record<string, unknown>;
    const value = cookies[this.attributes(request).name];
    return typeof value === 'string' && value !== '' ? value : null;
  }

  private attributes(request: Request) {
    const secure = this.alwaysSecure || request.secure;
    return {
      name: secure ? '__Host-portico_refresh' : 'portico_refresh',
      options: { httpOnly: true, secure, sameSite: 'strict', path: '/' } as const,
    };
  }
}
