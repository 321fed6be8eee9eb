interface Field {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly attributes: string;
}

function field({ id, name, label, attributes }: Field): string {
  return `<label for="${id}">${label}</label>
<input id="${id}" name="${name}" ${attributes} required>`;
}

function password(id: string, name: string, label: string, autocomplete: string): string {
  const attributes = `type="password" autocomplete="${autocomplete}" maxlength="256"`;
  return `${field({ id, name, label, attributes })}
<label class="choice"><input type="checkbox" data-shows="${id}"> Show the password</label>`;
}

function email(id: string): string {
  const attributes = 'type="email" autocomplete="username" readonly';
  return field({ id, name: 'email', label: 'E-mail', attributes });
}

/** Its button works once the script is there, so that no password is ever sent as a plain form. */
function form(id: string, button: string, ...fields: string[]): string {
  return [`<form id="${id}" hidden>`, ...fields, `<button disabled>${button}</button>`, '</form>'].join('\n');
}

export const verifyEmailForm = form('verify', 'Confirm my address');

export const resetPasswordForm = form(
  'reset',
  'Set the new password',
  password('new-password', 'newPassword', 'New password', 'new-password'),
  '<p class="faint">At least 8 characters. A sentence of a few words is good.</p>',
);

export const acceptInvitationForms = [
  form(
    'sign-in',
    'Sign in and join',
    email('sign-in-email'),
    password('sign-in-password', 'password', 'Your password', 'current-password'),
    `<div id="second-factor" hidden>
<label for="mfa-code">Code from your authenticator</label>
<input id="mfa-code" name="mfaCode" inputmode="numeric" autocomplete="one-time-code">
</div>`,
  ),
  form(
    'register',
    'Create my account and join',
    email('register-email'),
    field({
      id: 'first-name',
      name: 'firstName',
      label: 'First name',
      attributes: 'autocomplete="given-name"',
    }),
    field({
      id: 'last-name',
      name: 'lastName',
      label: 'Last name',
      attributes: 'autocomplete="family-name"',
    }),
    password('register-password', 'password', 'Password', 'new-password'),
    '<p class="faint">At least 8 characters. A sentence of a few words is good.</p>',
  ),
].join('\n');
