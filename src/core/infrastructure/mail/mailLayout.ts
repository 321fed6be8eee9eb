import Handlebars from 'handlebars';

export interface MailView {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly action: { readonly label: string; readonly url: string } | null;
  readonly footnote: string;
}

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** Styles stand in the elements, because many mail programs drop style sheets. Every value is escaped. */
export const htmlLayout = Handlebars.compile<MailView>(
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>{{subject}}</title>
</head>
<body style="margin:0;padding:24px 12px;background:#f3f4f6;${FONT}">
<div style="max-width:560px;margin:0 auto;padding:32px;background:#ffffff;border-radius:8px;color:#1f2937;font-size:16px;line-height:1.5">
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3;color:#111827">{{subject}}</h1>
{{#each paragraphs}}
<p style="margin:0 0 16px">{{this}}</p>
{{/each}}
{{#with action}}
<p style="margin:24px 0"><a href="{{url}}" style="display:inline-block;padding:12px 24px;background:#1d4ed8;border-radius:6px;color:#ffffff;font-weight:600;text-decoration:none">{{label}}</a></p>
<p style="margin:0 0 16px;font-size:13px;color:#6b7280;word-break:break-all">If the button does not work, open this address: {{url}}</p>
{{/with}}
<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #e5e7eb;font-size:13px;color:#6b7280">{{footnote}}</p>
</div>
</body>
</html>
`,
  { strict: true },
);

/** Plain text has nothing to escape: what somebody wrote stands there as they wrote it. */
export const textLayout = Handlebars.compile<MailView>(
  `{{#each paragraphs}}
{{this}}

{{/each}}
{{#with action}}
{{label}}:
{{url}}

{{/with}}
--
{{footnote}}
`,
  { strict: true, noEscape: true },
);
