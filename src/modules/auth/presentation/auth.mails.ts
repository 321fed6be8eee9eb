import type { MailContext, MailTemplate } from '../../../core/kit';
import '../application/mails';

type TokenMail = { readonly firstName: string; readonly token: string };

const verifyEmail: MailTemplate<TokenMail> = ({ firstName, token }, { link }: MailContext) => ({
  subject: 'Verify your e-mail address',
  paragraphs: [`Hello ${firstName},`, 'please show that this address is yours.'],
  action: { label: 'Verify address', url: link('/verify-email', token) },
  footnote: 'The link holds for three days. If you did not register, ignore this mail.',
});

const changeEmail: MailTemplate<TokenMail> = ({ firstName, token }, { link }) => ({
  subject: 'Confirm your new e-mail address',
  paragraphs: [
    `Hello ${firstName},`,
    'please confirm that your account shall have this address from now on.',
  ],
  action: { label: 'Confirm address', url: link('/verify-email', token) },
  footnote:
    'The link holds for one hour, as long as you stay signed in. If you did not ask for it, ignore this mail.',
});

const resetPassword: MailTemplate<TokenMail> = ({ firstName, token }, { link }) => ({
  subject: 'Reset your password',
  paragraphs: [
    `Hello ${firstName},`,
    'somebody, hopefully you, asked to reset the password of this account.',
  ],
  action: { label: 'Choose a new password', url: link('/reset-password', token) },
  footnote:
    'The link holds for one hour and works once. If it was not you, ignore this mail: nothing has changed.',
});

const setPassword: MailTemplate<TokenMail> = ({ firstName, token }, { link }) => ({
  subject: 'An account was made for you',
  paragraphs: [`Hello ${firstName},`, 'an account was made for you. Choose a password to sign in with.'],
  action: { label: 'Choose a password', url: link('/reset-password', token) },
  footnote:
    'The link holds for one hour and works once. Later, ask for another as if you had forgotten your password.',
});

const passwordChanged: MailTemplate<{ readonly at: string }> = ({ at }) => ({
  subject: 'Your password was changed',
  paragraphs: [`The password of your account was changed at ${at}.`, 'Other sessions were signed out.'],
  footnote: 'If it was not you, reset the password at once.',
});

const emailTaken: MailTemplate<Record<never, never>> = () => ({
  subject: 'You have an account already',
  paragraphs: [
    'Somebody tried to register with this address, which has an account already.',
    'If it was you, sign in, or reset the password if you forgot it.',
  ],
  footnote: 'If it was not you, there is nothing to do.',
});

const sessionStolen: MailTemplate<{ readonly at: string }> = ({ at }) => ({
  subject: 'A session of yours was ended',
  paragraphs: [
    `At ${at} a sign-in token of yours was used a second time, as somebody would who copied it.`,
    'The session was ended. Sign in again, and change your password if you do not know why this happened.',
  ],
  footnote: 'This notice is sent to protect your account.',
});

export const authMails = {
  'auth.verify-email': verifyEmail,
  'auth.reset-password': resetPassword,
  'auth.change-email': changeEmail,
  'auth.set-password': setPassword,
  'auth.password-changed': passwordChanged,
  'auth.email-taken': emailTaken,
  'auth.session-stolen': sessionStolen,
};
