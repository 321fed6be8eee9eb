import type { Response } from 'express';
import Handlebars from 'handlebars';

export interface Page {
  readonly title: string;
  readonly style: string;
  readonly script?: string;
  /** HTML, with every value in it escaped. */
  readonly body: string;
}

const shell = Handlebars.compile<Page>(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{title}} · Portico</title>
<link rel="stylesheet" href="{{style}}">
{{#if script}}
<script type="module" src="{{script}}"></script>
{{/if}}
</head>
<body>
{{{body}}}
</body>
</html>
`);

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function sendPage(response: Response, page: Page): void {
  sendFile(response, 'text/html', shell(page));
}

/** A page or a part of one; under a policy that runs and loads nothing but files of this server. */
export function sendFile(response: Response, type: string, content: string): void {
  response.setHeader('Content-Security-Policy', POLICY);
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'no-store');
  response.type(type).send(content);
}
