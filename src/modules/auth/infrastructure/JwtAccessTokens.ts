import { createHash, createSecretKey, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { decode, sign, TokenExpiredError, verify, type Jwt, type JwtPayload } from 'jsonwebtoken';
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
const KID_LENGTH = 8;

export interface AccessTokenSettings {
  readonly secret: string;
  /** A former one, whose tokens hold until they expire. */
  readonly formerSecret?: string | null;
  readonly ttl: string;
  readonly ttlSeconds: number;
}

export class JwtAccessTokens implements AccessTokens {
  private readonly signing: SigningKey;
  /** By `kid`. */
  private readonly keys: ReadonlyMap<string, KeyObject>;
  /** A signature that held once holds for ever; only the clock is asked again. */
  private readonly verifiedBefore = new LRUCache<string, { readonly claim: Claim; readonly exp: number }>({
    max: 20_000,
  });

  constructor(
    private readonly settings: AccessTokenSettings,
    private readonly clock: Clock,
  ) {
    const { secret, formerSecret = null } = settings;
    this.signing = signingKey(secret);
    const known = formerSecret === null ? [this.signing] : [this.signing, signingKey(formerSecret)];
    this.keys = new Map(known.map(({ kid, key }) => [kid, key]));
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
      accessToken: sign(claims, this.signing.key, { algorithm: ALGORITHM, keyid: this.signing.kid }),
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
      return verify(accessToken, this.keyOf(accessToken), {
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

  /** A token that names no key is of the one that signs. */
  private keyOf(accessToken: string): KeyObject {
    const kid = decode(accessToken, { complete: true })?.header.kid ?? this.signing.kid;
    const key = this.keys.get(kid);
    if (!key) throw accessTokenInvalid();
    return key;
  }
}

interface SigningKey {
  /** Tells keys apart, and says nothing about them (RFC 7515, 4.1.4). */
  readonly kid: string;
  /** A KeyObject: with a string, jsonwebtoken builds one at every call, fifty times slower. */
  readonly key: KeyObject;
}

function signingKey(secret: string): SigningKey {
  const kid = createHash('sha256').update(`kid ${secret}`).digest('base64url').slice(0, KID_LENGTH);
  return { kid, key: createSecretKey(Buffer.from(secret)) };
}
