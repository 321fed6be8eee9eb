import { databaseJob, defineModule, reaction } from '../../core/kit';
import { ExportSecurityLog } from './application/ExportSecurityLog';
import { ExportSessions } from './application/ExportSessions';
import { IssuePasswordReset } from './application/IssuePasswordReset';
import { IssueVerification } from './application/IssueVerification';
import { issuePasswordReset, issueVerification } from './application/jobKinds';
import { MailNoticeWhenPasswordChanged } from './application/MailNoticeWhenPasswordChanged';
import { MailNoticeWhenSessionStolen } from './application/MailNoticeWhenSessionStolen';
import { MailVerificationWhenUserRegistered } from './application/MailVerificationWhenUserRegistered';
import { authEvents } from './auth.events';
import { authRetention } from './auth.retention';
import { bindAdapters } from './bindAdapters.module';
import { bindRegistration } from './bindRegistration.module';
import { bindUseCases } from './bindUseCases.module';
import { ForgetSuccessorSalts } from './infrastructure/ForgetSuccessorSalts';
import { HashingService } from './infrastructure/HashingService';
import { accountEndpoints } from './presentation/account.routes';
import { authMails } from './presentation/auth.mails';
import { passwordEndpoints } from './presentation/password.routes';
import { sessionEndpoints } from './presentation/session.routes';
import { signUpEndpoints } from './presentation/signUp.routes';
import { verificationEndpoints } from './presentation/verification.routes';

export const authModule = defineModule({
  name: 'auth',
  permissions: {},
  events: authEvents,
  mails: authMails,
  endpoints: [
    ...signUpEndpoints,
    ...sessionEndpoints,
    ...passwordEndpoints,
    ...verificationEndpoints,
    ...accountEndpoints,
  ],
  reactions: [
    reaction('user:registered', MailVerificationWhenUserRegistered),
    reaction('auth:password-reset', MailNoticeWhenPasswordChanged),
    reaction('auth:password-changed', MailNoticeWhenPasswordChanged),
    reaction('auth:refresh-reused', MailNoticeWhenSessionStolen),
  ],
  jobs: [
    databaseJob(issuePasswordReset, IssuePasswordReset),
    databaseJob(issueVerification, IssueVerification),
  ],
  tables: ['credentials', 'sessions', 'refresh_tokens', 'one_time_tokens', 'login_throttles'],
  retention: authRetention,
  exports: { sessions: ExportSessions, securityLog: ExportSecurityLog },
  models: [],
  services: [HashingService, ForgetSuccessorSalts],
  bind(bind) {
    bindAdapters(bind);
    bindUseCases(bind);
    bindRegistration(bind);
  },
});
