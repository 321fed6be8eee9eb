export const verifyEmailScript = `
import { finish, offer, post, token } from './link.js';

offer('verify', async () => {
  await post('/auth/verify-email', { token });
  finish('Your e-mail address is confirmed. You can close this page.');
});
`.trimStart();
