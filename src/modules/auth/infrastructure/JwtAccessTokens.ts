import { createSecretKey, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { sign, TokenExpiredError, verify, type Jwt, type JwtPayload } from 'jsonwebtoken';
import type { Claim } from '../../../core/application/Authenticator';
import type { Clock } from '../../../core/application/Clock';
import { asId, isUuid } from '../../../core/domain/ids';
import type { AccessTokenFacts, AccessTokens, IssuedAccessToken } from '../application/AccessTokens';
import { accessTokenExpired, accessTokenInvalid } from '../domain/errors';

const ALGORITHM = 'HS256';
const ISSUER = 'portico';
const AUDIENCE = 'portico-api';
/** Seconds a clock may be ahead of ours. */
const SKEW = 60;

export interface AccessTokenSettings {
  readonly secret: string;
  readonly ttl: string;
  readonly ttlSeconds: number;
}

export class JwtAccessTokens implements AccessTokens {
  /** A KeyObject: with a string, jsonwebtoken builds one at every call, fifty times slower. */
  private readonly key: KeyObject;
  /** A signature that held once holds for ever; only the clock is asked again. */
  private readonly verifiedBefore = new LRUCache<string, { readonly claim: Claim; readonly exp: number }>({
    max: 20_000,
  });

  constructor(
    private readonly settings: AccessTokenSettings,
    private readonly clock: Clock,
  ) {
    this.key = createSecretKey(Buffer.from(settings.secret));
  }

  issue({ userId, sid, email, workspaceId, role }: AccessTokenFacts): IssuedAccessToken {
    const iat = Math.floor(this.clock.now().getTime() / 1000);
    const exp = iat + this.settings.ttlSeconds;
    const claims = {
      sub: userId,
      userId,
      sid,
      email,
      workspaceId,
      role,
      iat,
      exp,
      iss: ISSUER,
      aud: AUDIENCE,
    };
    return {
      accessToken: sign(claims, this.key, { algorithm: ALGORITHM }),
      expiresIn: this.settings.ttl,
      expiresAt: new Date(exp * 1000),
    };
  }

  read(accessToken: string, evenExpired = false): Claim {
    const now = Math.floor(this.clock.now().getTime() / 1000);
    const known = this.verifiedBefore.get(accessToken);
    if (known && !evenExpired && known.exp <= now) throw accessTokenExpired();
    if (known) return known.claim;
    const { header, payload } = this.verified(accessToken, evenExpired);
    if (header.typ !== 'JWT' || typeof payload === 'string') throw accessTokenInvalid();
    const { sub, sid, workspaceId, iat, exp } = payload as JwtPayload & {
      sid: unknown;
      workspaceId: unknown;
    };
    const isWhole = isUuid(sub) && isUuid(sid) && Number.isSafeInteger(exp) && Number.isSafeInteger(iat);
    if (!isWhole || (iat as number) > now + SKEW) throw accessTokenInvalid();
    const claim = {
      userId: asId<'user'>(sub),
      sid: asId<'session'>(sid),
      workspaceId: isUuid(workspaceId) ? asId<'workspace'>(workspaceId) : null,
      expiresAt: new Date((exp as number) * 1000),
    };
    this.verifiedBefore.set(accessToken, { claim, exp: exp as number });
    return claim;
  }

  private verified(accessToken: string, ignoreExpiration: boolean): Jwt {
    try {
      return verify(accessToken, this.key, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        complete: true,
        ignoreExpiration,
        clockTimestamp: Math.floor(this.clock.now().getTime() / 1000),
      });
    } catch (error) {
      throw error instanceof TokenExpiredError ? accessTokenExpired() : accessTokenInvalid();
    }
  }
}
