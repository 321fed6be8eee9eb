import Handlebars from 'handlebars';
import { explainedErrors } from './explainedErrors';

/** The body of the page; each code is an anchor, as `help` in a refusal needs it. */
export function errorsAsHtml(): string {
  const cards = explainedErrors.map(
    ({ code, status, cause, cure }) => `<section class="card" id="${code}">
<h2>${code}</h2>
<p class="faint">Status ${status}</p>
<p>${marked(cause)}</p>
<p><strong>What to do:</strong> ${marked(cure)}</p>
</section>`,
  );
  return `<main class="wide">
<p class="brand">Portico</p>
<h1>Errors</h1>
<p>Every refusal has a <code>code</code> that never changes; decide by it and not by the message.</p>
${cards.join('\n')}
</main>`;
}

function marked(text: string): string {
  return Handlebars.escapeExpression(text).replace(/&#x60;(.*?)&#x60;/g, '<code>$1</code>');
}
