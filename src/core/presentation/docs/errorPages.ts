import { Router } from 'express';
import { ok } from '../answer';
import { sendAnswer } from '../envelope';
import { sendFile, sendPage } from '../pages/page';
import { pageStyle } from '../pages/pageStyle';
import { readOnly } from '../pages/readOnly';
import { errorsAsHtml } from './errorsAsHtml';
import { explainedErrors } from './explainedErrors';

const PATH = '/api/docs/errors';
const STYLE = `${PATH}.css`;

/** `GET /api/docs/errors`: the cause and cure of every code, as a page for browsers and as JSON for others. */
export function errorPages(): Router {
  const router = Router({ caseSensitive: true });
  router.get(STYLE, (_request, response) => sendFile(response, 'text/css', pageStyle));
  router.get(PATH, (request, response) => {
    response.vary('Accept');
    if (request.accepts(['json', 'html']) === 'html') {
      sendPage(response, { title: 'Errors', style: STYLE, body: errorsAsHtml() });
    } else {
      sendAnswer(response, ok('Every code a refusal can have, with its cause and cure.', explainedErrors));
    }
  });
  return readOnly(router);
}
