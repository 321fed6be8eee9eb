export const resetPasswordScript = `
import { finish, offer, post, token } from './link.js';

offer('reset', async ({ newPassword }) => {
  await post('/auth/reset-password', { token, newPassword });
  finish('Your new password is set, and you are signed out everywhere. Sign in with the new one.');
});
`.trimStart();
