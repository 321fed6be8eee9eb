export const acceptInvitationScript = `
import { finish, offer, post, tellError, token } from './link.js';

function welcome({ workspaceName, email, role, invitedBy, accountExists, allowedDomains = [] }) {
  const who = invitedBy?.name ?? invitedBy ?? 'Somebody';
  const domains = allowedDomains.length ? ' Only for addresses of ' + allowedDomains.join(', ') + '.' : '';
  document.getElementById('intro').textContent =
    who + ' invites you to join ' + workspaceName + ' as ' + role + '.' + domains;
  for (const field of document.querySelectorAll('[name=email]')) {
    field.value = email ?? '';
    field.readOnly = email !== null;
  }
  if (accountExists !== false) offer('sign-in', signIn);
  if (!accountExists) offer('register', register);

  let session;
  async function signIn({ mfaCode, ...credentials }) {
    if (session?.email !== credentials.email) {
      const { accessToken } = await logIn({ ...credentials, ...(mfaCode && { mfaCode }) });
      session = { email: credentials.email, accessToken };
    }
    await post('/invitations/accept', { token }, session.accessToken);
    finish('You have joined ' + workspaceName + '.');
  }
  async function register(account) {
    await post('/auth/register', { ...account, invitationToken: token });
    finish(
      email === null
        ? 'Your account is made. Confirm your address by the mail we sent you: then you have joined ' + workspaceName + '.'
        : 'Your account is made, and you have joined ' + workspaceName + '.',
    );
  }
}

async function logIn(credentials) {
  try {
    return await post('/auth/login', credentials);
  } catch (refusal) {
    if (refusal.code === 'MFA_REQUIRED') document.getElementById('second-factor').hidden = false;
    throw refusal;
  }
}

if (token) await post('/invitations/preview', { token }).then(welcome, tellError);
else tellError({ message: 'This link is not complete. Open it again from the mail.' });
`.trimStart();
