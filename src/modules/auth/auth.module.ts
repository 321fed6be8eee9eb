import { databaseJob, defineModule, reaction } from '../../core/kit';
import { ExportMfa } from './application/ExportMfa';
import { ExportSecurityLog } from './application/ExportSecurityLog';
import { ExportSessions } from './application/ExportSessions';
import { IssuePasswordReset } from './application/IssuePasswordReset';
import { IssueVerification } from './application/IssueVerification';
import { issuePasswordReset, issueVerification } from './application/jobKinds';
import { MailNoticeWhenMfaChanged } from './application/MailNoticeWhenMfaChanged';
import { MailNoticeWhenPasswordChanged } from './application/MailNoticeWhenPasswordChanged';
import { MailNoticeWhenSessionStolen } from './application/MailNoticeWhenSessionStolen';
import { MailVerificationWhenUserRegistered } from './application/MailVerificationWhenUserRegistered';
import { authEvents } from './auth.events';
import { authRetention } from './auth.retention';
import { bindAdapters } from './bindAdapters.module';
import { bindMfa } from './bindMfa.module';
import { bindRegistration } from './bindRegistration.module';
import { bindUseCases } from './bindUseCases.module';
import { ForgetSuccessorSalts } from './infrastructure/ForgetSuccessorSalts';
import { HashingService } from './infrastructure/HashingService';
import { accountEndpoints } from './presentation/account.routes';
import { authMails } from './presentation/auth.mails';
import { mfaMails } from './presentation/mfa.mails';
import { mfaEndpoints } from './presentation/mfa.routes';
import { passwordEndpoints } from './presentation/password.routes';
import { sessionEndpoints } from './presentation/session.routes';
import { signUpEndpoints } from './presentation/signUp.routes';
import { verificationEndpoints } from './presentation/verification.routes';

export const authModule = defineModule({
  name: 'auth',
  permissions: {},
  events: authEvents,
  mails: { ...authMails, ...mfaMails },
  endpoints: [
    ...signUpEndpoints,
    ...sessionEndpoints,
    ...passwordEndpoints,
    ...verificationEndpoints,
    ...accountEndpoints,
    ...mfaEndpoints,
  ],
  reactions: [
    reaction('user:registered', MailVerificationWhenUserRegistered),
    reaction('auth:password-reset', MailNoticeWhenPasswordChanged),
    reaction('auth:password-changed', MailNoticeWhenPasswordChanged),
    reaction('auth:refresh-reused', MailNoticeWhenSessionStolen),
    reaction('auth:mfa-enabled', MailNoticeWhenMfaChanged),
    reaction('auth:mfa-disabled', MailNoticeWhenMfaChanged),
    reaction('auth:recovery-codes-renewed', MailNoticeWhenMfaChanged),
    reaction('auth:recovery-code-used', MailNoticeWhenMfaChanged),
  ],
  jobs: [
    databaseJob(issuePasswordReset, IssuePasswordReset),
    databaseJob(issueVerification, IssueVerification),
  ],
  tables: [
    'credentials',
    'sessions',
    'refresh_tokens',
    'one_time_tokens',
    'login_throttles',
    'totp_factors',
    'recovery_codes',
  ],
  retention: authRetention,
  exports: { sessions: ExportSessions, mfa: ExportMfa, securityLog: ExportSecurityLog },
  models: [],
  services: [HashingService, ForgetSuccessorSalts],
  bind(bind) {
    bindAdapters(bind);
    bindUseCases(bind);
    bindMfa(bind);
    bindRegistration(bind);
  },
});
