import Handlebars from 'handlebars';
import type { KeptMail } from '../../application/Mailbox';

const handlebars = Handlebars.create();

handlebars.registerHelper('clock', (iso: string) => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`);
handlebars.registerPartial(
  'facts',
  `<p class="faint">To {{to}} · <time datetime="{{sentAt}}">{{clock sentAt}}</time></p>
{{#if links}}
<ul class="links">
{{#each links}}
<li><a href="{{this}}">{{this}}</a></li>
{{/each}}
</ul>
{{/if}}
`,
);

const many = handlebars.compile<{ mails: readonly KeptMail[] }>(`<main class="wide">
<p class="brand">Portico · local mailbox</p>
<h1>{{#if mails}}Mails{{else}}No mails yet{{/if}}</h1>
{{#each mails}}
<article class="card">
<h2><a href="/dev/mailbox/{{id}}">{{subject}}</a></h2>
{{> facts}}
<details>
<summary>Text</summary>
<pre>{{text}}</pre>
</details>
</article>
{{else}}
<div class="card">Mails that would be sent appear here, the newest first.</div>
{{/each}}
</main>`);

const one = handlebars.compile<KeptMail>(`<main class="wide">
<p class="brand"><a href="/dev/mailbox">Portico · local mailbox</a></p>
<article class="card">
<h1>{{subject}}</h1>
{{> facts}}
<pre>{{text}}</pre>
</article>
</main>`);

export function mailboxView(mails: readonly KeptMail[]): string {
  return many({ mails });
}

export function mailView(mail: KeptMail): string {
  return one(mail);
}
