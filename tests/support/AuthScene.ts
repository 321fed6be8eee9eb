import { container as root } from 'tsyringe';
import { Clock } from '../../src/core/application/Clock';
import type { Injectable } from '../../src/core/application/Injectable';
import { Jobs } from '../../src/core/application/Jobs';
import { Ledger } from '../../src/core/application/Ledger';
import { Metrics } from '../../src/core/application/Metrics';
import { Post } from '../../src/core/application/Post';
import { Random } from '../../src/core/application/Random';
import { UnitOfWork } from '../../src/core/application/UnitOfWork';
import type { DomainEvent, EventName } from '../../src/core/domain/EventCatalogue';
import { binder, resolver } from '../../src/core/kit/bind';
import { bindUseCases } from '../../src/modules/auth/bindUseCases.module';
import { bindMfa } from '../../src/modules/auth/bindMfa.module';
import { AccessTokens } from '../../src/modules/auth/application/AccessTokens';
import { CommonPasswords } from '../../src/modules/auth/application/CommonPasswords';
import { Credentials } from '../../src/modules/auth/application/Credentials';
import { LiveSessions } from '../../src/modules/auth/application/LiveSessions';
import { LogIn, type LogInInput } from '../../src/modules/auth/application/LogIn';
import { LoginThrottle } from '../../src/modules/auth/application/LoginThrottle';
import { OneTimeTokens } from '../../src/modules/auth/application/OneTimeTokens';
import { HashingCapacity } from '../../src/modules/auth/application/HashingCapacity';
import { PasswordHasher } from '../../src/modules/auth/application/PasswordHasher';
import { Pause } from '../../src/modules/auth/application/Pause';
import { QrCodes } from '../../src/modules/auth/application/QrCodes';
import { RecoveryCodes } from '../../src/modules/auth/application/RecoveryCodes';
import { RefreshTokens } from '../../src/modules/auth/application/RefreshTokens';
import { SessionStore } from '../../src/modules/auth/application/SessionStore';
import type { SignIn } from '../../src/modules/auth/application/SignIn';
import { SignUp } from '../../src/modules/auth/application/SignUp';
import { Totp } from '../../src/modules/auth/application/Totp';
import { TotpFactors } from '../../src/modules/auth/application/TotpFactors';
import { HmacRefreshTokens } from '../../src/modules/auth/infrastructure/HmacRefreshTokens';
import { JwtAccessTokens } from '../../src/modules/auth/infrastructure/JwtAccessTokens';
import { OtpauthTotp } from '../../src/modules/auth/infrastructure/OtpauthTotp';
import {
  ChangeEmail,
  ConfirmEmail,
  CurrentUser,
  FindAccount,
  MakeSuperAdmin,
  NoteSignIn,
  OpenAccount,
} from '../../src/modules/user';
import { EraseAvatarLater } from '../../src/modules/user/application/EraseAvatarLater';
import { ChooseWorkspace, FoundWorkspace, KnownTenancies, LinkGuests } from '../../src/modules/workspace';
import { CountingMetrics } from './fakes/CountingMetrics';
import { InMemoryCredentials } from './fakes/InMemoryCredentials';
import { InMemoryCurrentUser } from './fakes/InMemoryCurrentUser';
import { InMemoryLiveSessions } from './fakes/InMemoryLiveSessions';
import { InMemoryLoginThrottle } from './fakes/InMemoryLoginThrottle';
import { InMemoryOneTimeTokens } from './fakes/InMemoryOneTimeTokens';
import { InMemoryRecoveryCodes } from './fakes/InMemoryRecoveryCodes';
import { InMemorySessionStore } from './fakes/InMemorySessionStore';
import { InMemoryTotpFactors } from './fakes/InMemoryTotpFactors';
import { InMemoryUserRepository } from './fakes/InMemoryUserRepository';
import { InMemoryWorkspaces } from './fakes/InMemoryWorkspaces';
import { PlainPasswordHasher } from './fakes/PlainPasswordHasher';
import { RecordingJobs } from './fakes/RecordingJobs';
import { RecordingPost } from './fakes/RecordingPost';
import { InMemorySurroundings } from './surroundings/InMemorySurroundings';

const nothing = () => Promise.resolve();
const TTL = 7 * 86_400;
const TOKENS = { secret: 'a secret of the tests, long enough', ttl: '15m', ttlSeconds: 900 };

export const ANN = {
  ...{ email: 'ann@example.com', password: 'a fine long passphrase' },
  ...{ firstName: 'Ann', lastName: 'Smith', organizationName: 'Acme' },
};

/** The use cases of sign-in, wired as the module wires them, over fakes. */
export class AuthScene extends InMemorySurroundings {
  readonly users = new InMemoryUserRepository(this.memory, this.ledger);
  readonly current = new InMemoryCurrentUser(this.users);
  readonly workspaces = new InMemoryWorkspaces(this.memory, this.ledger, this.clock);
  readonly recoveryCodes = new InMemoryRecoveryCodes(this.memory);
  readonly factors = new InMemoryTotpFactors(this.memory, this.clock, this.recoveryCodes);
  readonly credentials = new InMemoryCredentials(this.memory, this.users, this.factors);
  readonly sessions = new InMemorySessionStore(this.memory, this.clock, TTL);
  readonly live = new InMemoryLiveSessions(this.sessions);
  readonly throttle = new InMemoryLoginThrottle(this.memory, this.clock);
  readonly tokens = new InMemoryOneTimeTokens(this.memory, this.clock, this.random);
  readonly post = new RecordingPost(this.memory);
  readonly jobs = new RecordingJobs(this.memory);
  readonly metrics = new CountingMetrics();
  readonly accessTokens = new JwtAccessTokens(TOKENS, this.clock);
  readonly common = new Set(['password123']);
  /** Milliseconds somebody waited. */
  waited = 0;
  private readonly container = root.createChildContainer();

  constructor(readonly hasher: PasswordHasher = new PlainPasswordHasher()) {
    super();
    const bind = binder(this.container);
    bind(UnitOfWork, () => this.unit);
    bind(Ledger, () => this.ledger);
    bind(Clock, () => this.clock);
    bind(Random, () => this.random);
    bind(Post, () => this.post);
    bind(Jobs, () => this.jobs);
    bind(Metrics, () => this.metrics as unknown as Metrics);
    bind(Credentials, () => this.credentials);
    bind(SessionStore, () => this.sessions);
    bind(LiveSessions, () => this.live);
    bind(LoginThrottle, () => this.throttle);
    bind(OneTimeTokens, () => this.tokens);
    bind(TotpFactors, () => this.factors);
    bind(RecoveryCodes, () => this.recoveryCodes);
    bind(Totp, () => new OtpauthTotp('Acme'));
    bind(QrCodes, () => ({ dataUrl: (text) => Promise.resolve(`data:,${text}`) }));
    bind(KnownTenancies, () => ({ changed: nothing, changedForMember: nothing, changedForAll: nothing }));
    bind(LinkGuests, () => ({ add: nothing, take: () => Promise.resolve(null) }));
    bind(PasswordHasher, () => this.hasher);
    bind(HashingCapacity, () => ({ demand: () => undefined }));
    bind(CommonPasswords, () => this.common);
    bind(AccessTokens, () => this.accessTokens);
    bind(RefreshTokens, () => new HmacRefreshTokens('a secret of the tests, as long', this.random));
    bind(Pause, () => (ms) => {
      this.waited += ms;
      return Promise.resolve();
    });
    bind(CurrentUser, () => this.current);
    bind(FindAccount, () => new FindAccount(this.users));
    bind(
      OpenAccount,
      () => new OpenAccount(this.users, new EraseAvatarLater(this.jobs), this.random, this.clock),
    );
    bind(NoteSignIn, () => new NoteSignIn(this.users, this.clock));
    bind(ConfirmEmail, () => new ConfirmEmail(this.users, this.clock));
    bind(ChangeEmail, () => new ChangeEmail(this.users, this.post, this.clock));
    bind(MakeSuperAdmin, () => new MakeSuperAdmin(this.users, this.clock));
    bind(FoundWorkspace, () => new FoundWorkspace(this.workspaces, this.random, this.clock));
    bind(ChooseWorkspace, () => new ChooseWorkspace(this.workspaces));
    bindUseCases(bind);
    bindMfa(bind);
  }

  get<T>(key: Injectable<T>): T {
    return resolver(this.container)(key);
  }

  /** Ann, with a workspace of her own; what that recorded is forgotten. */
  async signedUp(account: Partial<typeof ANN> = {}): Promise<SignIn> {
    const signIn = await this.get(SignUp).execute({ ...ANN, ...account });
    this.ledger.events.length = 0;
    return signIn;
  }

  logIn(account: Partial<LogInInput> = {}): Promise<SignIn> {
    const { email, password } = ANN;
    return this.get(LogIn).execute({ email, password, ...account });
  }

  /** The payloads of what was recorded under a name. */
  recordedAs<Name extends EventName>(name: Name): DomainEvent<Name>['payload'][] {
    return this.ledger.events.filter((event) => event.name === name).map(({ payload }) => payload as never);
  }
}
