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

export const userMails = {
  'user.email-change-asked': emailChangeAsked,
  'user.email-changed': emailChanged,
};
