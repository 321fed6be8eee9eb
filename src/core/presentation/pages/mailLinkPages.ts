import { Router } from 'express';
import { acceptInvitationForms, resetPasswordForm, verifyEmailForm } from './mailLinkForms';
import { sendFile, sendPage } from './page';
import { pageStyle } from './pageStyle';
import { readOnly } from './readOnly';
import { acceptInvitationScript } from './scripts/acceptInvitationScript';
import { linkScript } from './scripts/linkScript';
import { resetPasswordScript } from './scripts/resetPasswordScript';
import { verifyEmailScript } from './scripts/verifyEmailScript';

interface LinkPage {
  readonly path: string;
  readonly title: string;
  readonly intro: string;
  readonly forms: string;
  readonly script: string;
}

const PAGES: readonly LinkPage[] = [
  {
    path: 'verify-email',
    title: 'Confirm your e-mail address',
    intro: 'Press the button to confirm that this address is yours.',
    forms: verifyEmailForm,
    script: verifyEmailScript,
  },
  {
    path: 'reset-password',
    title: 'Choose a new password',
    intro: 'It replaces your old one, and every device is signed out.',
    forms: resetPasswordForm,
    script: resetPasswordScript,
  },
  {
    path: 'accept-invitation',
    title: 'Join a workspace',
    intro: '',
    forms: acceptInvitationForms,
    script: acceptInvitationScript,
  },
];

/**
 * The pages that mailed links lead to when no front-end is given. Opening one changes nothing: mail scanners
 * and previews open links too. Its button calls the API.
 */
export function mailLinkPages(apiBase: string): Router {
  const router = Router({ caseSensitive: true });
  for (const page of PAGES) {
    const { path, title, script } = page;
    const shown = {
      title,
      style: '/pages/style.css',
      script: `/pages/${path}.js`,
      body: body(page, apiBase),
    };
    router.get(`/${path}`, (_request, response) => sendPage(response, shown));
    router.get(`/pages/${path}.js`, (_request, response) => sendFile(response, 'text/javascript', script));
  }
  router.get('/pages/link.js', (_request, response) => sendFile(response, 'text/javascript', linkScript));
  router.get('/pages/style.css', (_request, response) => sendFile(response, 'text/css', pageStyle));
  return readOnly(router);
}

function body({ title, intro, forms }: LinkPage, apiBase: string): string {
  return `<main data-api="${apiBase}">
<p class="brand">Portico</p>
<div class="card">
<h1>${title}</h1>
<p id="intro">${intro}</p>
<div id="status" role="alert"></div>
<noscript><p>This page needs JavaScript.</p></noscript>
${forms}
</div>
</main>`;
}
