export const acceptInvitationScript = `
import { finish, offer, post, tellError, token } from './link.js';

function welcome({ workspaceName, email, role, invitedBy, accountExists }) {
  const who = invitedBy?.name ?? invitedBy ?? 'Somebody';
  document.getElementById('intro').textContent =
    who + ' invites you to join ' + workspaceName + ' as ' + role + '.';
  for (const field of document.querySelectorAll('[name=email]')) field.value = email;
  if (accountExists) offer('sign-in', signIn);
  else offer('register', register);

  let accessToken;
  async function signIn({ password, mfaCode }) {
    accessToken ??= (await logIn({ email, password, ...(mfaCode && { mfaCode }) })).accessToken;
    await post('/invitations/accept', { token }, accessToken);
    finish('You have joined ' + workspaceName + '.');
  }
  async function register({ firstName, lastName, password }) {
    await post('/auth/register', { email, password, firstName, lastName, invitationToken: token });
    finish('Your account is made, and you have joined ' + workspaceName + '.');
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
