import type { MailTemplate } from '../../../core/kit';
import '../application/mails';

type Greeting = { readonly firstName: string };

const emailChangeAsked: MailTemplate<Greeting> = ({ firstName }) => ({
  subject: 'Somebody wants to change the e-mail of your account',
  paragraphs: [
    `Hello ${firstName},`,
    'somebody who is signed in to your account, and knows its password, asked to give it another e-mail address.',
    'It changes when the new address confirms.',
  ],
  footnote: 'If it was not you, change the password and sign out everywhere: that ends the request, too.',
});

const emailChanged: MailTemplate<Greeting> = ({ firstName }) => ({
  subject: 'The e-mail of your account was changed',
  paragraphs: [
    `Hello ${firstName},`,
    'your account has another e-mail address now. Mails no longer come to this one, and it does not sign in any more.',
  ],
  footnote: 'If it was not you, tell whoever runs this service.',
});

const superAdminMade: MailTemplate<Greeting> = ({ firstName }) => ({
  subject: 'You are a super admin now',
  paragraphs: [
    `Hello ${firstName},`,
    'a super admin of this service made you one, too. You reach every workspace and every account from now on.',
    'Turn on a second factor, if you have none yet.',
  ],
  footnote: 'If you did not expect this, tell whoever runs this service.',
});

const superAdminRemoved: MailTemplate<Greeting> = ({ firstName }) => ({
  subject: 'You are no super admin any more',
  paragraphs: [
    `Hello ${firstName},`,
    'a super admin of this service took that role from your account. Your workspaces and your sessions stay as they are.',
  ],
  footnote: 'If you did not expect this, tell whoever runs this service.',
});

export const userMails = {
  'user.email-change-asked': emailChangeAsked,
  'user.email-changed': emailChanged,
  'user.super-admin-made': superAdminMade,
  'user.super-admin-removed': superAdminRemoved,
};
