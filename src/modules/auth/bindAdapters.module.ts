import { setTimeout as pause } from 'node:timers/promises';
import { Cache } from '../../core/application/Cache';
import { Clock } from '../../core/application/Clock';
import { Invalidations } from '../../core/application/Invalidations';
import { Log } from '../../core/application/Log';
import { Metrics } from '../../core/application/Metrics';
import { Random } from '../../core/application/Random';
import { RequestContext } from '../../core/application/RequestContext';
import { Sealer } from '../../core/application/Sealer';
import { UnitOfWork } from '../../core/application/UnitOfWork';
import { Config } from '../../core/config/Config';
import { Database } from '../../core/infrastructure/database/Database';
import { ScopedReader } from '../../core/infrastructure/database/ScopedReader';
import type { Bind } from '../../core/kit';
import { AccessTokens } from './application/AccessTokens';
import { CommonPasswords } from './application/CommonPasswords';
import { Credentials } from './application/Credentials';
import { ExportMfa } from './application/ExportMfa';
import { ExportSecurityLog } from './application/ExportSecurityLog';
import { ExportSessions } from './application/ExportSessions';
import { HashingCapacity } from './application/HashingCapacity';
import { LiveSessions } from './application/LiveSessions';
import { LoginThrottle } from './application/LoginThrottle';
import { MfaStatus } from './application/MfaStatus';
import { MySessions } from './application/MySessions';
import { OneTimeTokens } from './application/OneTimeTokens';
import { PasswordHasher } from './application/PasswordHasher';
import { Pause } from './application/Pause';
import { QrCodes } from './application/QrCodes';
import { RecoveryCodes } from './application/RecoveryCodes';
import { RefreshTokens } from './application/RefreshTokens';
import { SecurityLog } from './application/SecurityLog';
import { SessionBearer } from './application/SessionBearer';
import { SessionStore } from './application/SessionStore';
import { Totp } from './application/Totp';
import { TotpFactors } from './application/TotpFactors';
import { CachedLiveSessions } from './infrastructure/CachedLiveSessions';
import { ForgetSuccessorSalts } from './infrastructure/ForgetSuccessorSalts';
import { HashingService } from './infrastructure/HashingService';
import { HmacRefreshTokens } from './infrastructure/HmacRefreshTokens';
import { JwtAccessTokens } from './infrastructure/JwtAccessTokens';
import { OtpauthTotp } from './infrastructure/OtpauthTotp';
import { PasswordWorkers } from './infrastructure/PasswordWorkers';
import { PngQrCodes } from './infrastructure/PngQrCodes';
import { SelectedPasswordHasher } from './infrastructure/SelectedPasswordHasher';
import { SqlCredentials } from './infrastructure/SqlCredentials';
import { SqlLoginThrottle } from './infrastructure/SqlLoginThrottle';
import { SqlMfaStatus } from './infrastructure/SqlMfaStatus';
import { SqlMySessions } from './infrastructure/SqlMySessions';
import { SqlOneTimeTokens } from './infrastructure/SqlOneTimeTokens';
import { SqlRecoveryCodes } from './infrastructure/SqlRecoveryCodes';
import { SqlSecurityLog } from './infrastructure/SqlSecurityLog';
import { SqlSessionStore } from './infrastructure/SqlSessionStore';
import { SqlTotpFactors } from './infrastructure/SqlTotpFactors';
import { ZxcvbnCommonPasswords } from './infrastructure/ZxcvbnCommonPasswords';
import { CsrfGuard } from './presentation/CsrfGuard';
import { RefreshCookie } from './presentation/RefreshCookie';
import { RefreshTokenCall } from './presentation/RefreshTokenCall';

/** Ports of the module and what stands behind them. */
export function bindAdapters(bind: Bind): void {
  bindSecondFactor(bind);
  bind(PasswordWorkers, (get) => new PasswordWorkers(get(Log)));
  bind(HashingCapacity, (get) => get(PasswordWorkers));
  bind(PasswordHasher, (get) => {
    const { hasher, bcryptRounds, pepper } = get(Config).passwords;
    return new SelectedPasswordHasher(get(PasswordWorkers), { algorithm: hasher, bcryptRounds, pepper });
  });
  bind(HashingService, (get) => new HashingService(get(PasswordWorkers), get(Metrics)));
  bind(CommonPasswords, () => new ZxcvbnCommonPasswords());
  bind(Pause, () => (ms) => pause(ms));
  bind(Credentials, (get) => new SqlCredentials(get(Database)));
  bind(LoginThrottle, (get) => new SqlLoginThrottle(get(Database)));
  bind(OneTimeTokens, (get) => new SqlOneTimeTokens(get(Database), get(Random)));
  bind(
    SessionStore,
    (get) => new SqlSessionStore(get(Database), get(RequestContext), get(Config).tokens.refreshTtlSeconds),
  );
  bind(ForgetSuccessorSalts, (get) => new ForgetSuccessorSalts(get(UnitOfWork), get(SessionStore)));
  bind(LiveSessions, (get) => new CachedLiveSessions(get(ScopedReader), get(Cache), get(Invalidations)));
  bind(MySessions, (get) => new SqlMySessions(get(ScopedReader)));
  bind(SecurityLog, (get) => new SqlSecurityLog(get(ScopedReader)));
  bind(ExportSessions, (get) => new ExportSessions(get(MySessions)));
  bind(ExportSecurityLog, (get) => new ExportSecurityLog(get(SecurityLog)));
  bind(RefreshTokens, (get) => new HmacRefreshTokens(get(Config).tokens.refreshSecret, get(Random)));
  bind(AccessTokens, (get) => {
    const { tokens } = get(Config);
    const { jwtSecret: secret, formerJwtSecret: formerSecret, accessTtl: ttl, accessTtlSeconds } = tokens;
    return new JwtAccessTokens({ secret, formerSecret, ttl, ttlSeconds: accessTtlSeconds }, get(Clock));
  });
  bind(RefreshCookie, (get) => new RefreshCookie(get(Config).env === 'production'));
  bind(CsrfGuard, (get) => new CsrfGuard(get(Config).tokens.csrfSecret));
  bind(
    RefreshTokenCall,
    (get) => new RefreshTokenCall(get(RefreshCookie), get(CsrfGuard), get(SessionBearer)),
  );
}

function bindSecondFactor(bind: Bind): void {
  bind(TotpFactors, (get) => new SqlTotpFactors(get(Database), get(Sealer)));
  bind(RecoveryCodes, (get) => new SqlRecoveryCodes(get(Database)));
  bind(Totp, (get) => new OtpauthTotp(get(Config).mail.fromName));
  bind(QrCodes, () => new PngQrCodes());
  bind(MfaStatus, (get) => new SqlMfaStatus(get(ScopedReader)));
  bind(ExportMfa, (get) => new ExportMfa(get(MfaStatus)));
}
