import type { MailTemplate } from '../../../core/kit';
import '../application/mails';

interface At {
  readonly at: string;
}

const enabled: MailTemplate<At> = ({ at }) => ({
  subject: 'Your second factor was turned on',
  paragraphs: [
    `At ${at} an authenticator app was connected to your account. From now on you sign in with its codes, too.`,
    'Keep the recovery codes where you find them without your phone. Other sessions were signed out.',
  ],
  footnote: 'If it was not you, reset the password at once and ask for help.',
});

const disabled: MailTemplate<At> = ({ at }) => ({
  subject: 'Your second factor was turned off',
  paragraphs: [
    `At ${at} the authenticator app of your account was disconnected.`,
    'From now on the password alone signs you in.',
  ],
  footnote: 'If it was not you, change the password at once, and turn the second factor on again.',
});

const codesRenewed: MailTemplate<At> = ({ at }) => ({
  subject: 'You have new recovery codes',
  paragraphs: [
    `At ${at} new recovery codes were made for your account.`,
    'The old ones do not work any more.',
  ],
  footnote: 'If it was not you, change the password at once, and make new recovery codes.',
});

const codeUsed: MailTemplate<At & { readonly left: number }> = ({ at, left }) => ({
  subject: 'A recovery code was used',
  paragraphs: [
    `At ${at} a recovery code of your account was used instead of your authenticator app.`,
    left === 0 ? 'It was the last one. Make new ones.' : `You have ${left} left.`,
  ],
  footnote: 'If it was not you, change the password at once, and make new recovery codes.',
});

export const mfaMails = {
  'auth.mfa-enabled': enabled,
  'auth.mfa-disabled': disabled,
  'auth.recovery-codes-renewed': codesRenewed,
  'auth.recovery-code-used': codeUsed,
};
