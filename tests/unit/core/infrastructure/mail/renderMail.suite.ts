import { renderMail } from '../../../../../src/core/infrastructure/mail/renderMail';
import type { MailContent } from '../../../../../src/core/kit/MailTemplate';

const aContent = (facts: Partial<MailContent> = {}): MailContent => ({
  subject: 'Reset your password',
  paragraphs: ['Hello Ann,', 'somebody asked for a new password.'],
  action: { label: 'Choose a password', url: 'https://app.example/reset-password?token=a-b_c' },
  footnote: 'The link holds for one hour.',
  ...facts,
});
const invitedBy = (name: string) => renderMail(aContent({ paragraphs: [`${name} invites you.`] }));
const hrefs = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);

describe('renderMail', () => {
  it('writes the text in plain paragraphs with the address on a line of its own', () => {
    expect(renderMail(aContent()).text).toBe(
      [
        'Hello Ann,',
        '',
        'somebody asked for a new password.',
        '',
        'Choose a password:',
        'https://app.example/reset-password?token=a-b_c',
        '',
        '--',
        'The link holds for one hour.',
        '',
      ].join('\n'),
    );
  });

  it('says the same in HTML, whose one link is the action', () => {
    const { html, subject } = renderMail(aContent());
    expect(subject).toBe('Reset your password');
    for (const said of ['Hello Ann,', 'somebody asked', 'Choose a password', 'holds for one hour']) {
      expect(html).toContain(said);
    }
    expect(hrefs(html)).toEqual(['https://app.example/reset-password?token&#x3D;a-b_c']);
  });

  it('leaves the link out when there is nothing to do', () => {
    const { text, html } = renderMail(aContent({ action: undefined }));
    expect(text).not.toContain('http');
    expect(hrefs(html)).toEqual([]);
  });

  it('B6 escapes markup in the HTML and leaves it literal in the text', () => {
    const { text, html } = invitedBy('<img src=x onerror=alert(1)> & "Söhne" [x](y)');
    expect(text).toContain('<img src=x onerror=alert(1)> & "Söhne" [x](y) invites you.');
    expect(html).toContain('&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt; &amp; &quot;Söhne&quot;');
    expect(html).not.toContain('<img');
  });

  it.each([
    ['http://evil.example', 'http: //evil. example'],
    ['HTTPS://EVIL.EXAMPLE/x.html?a=b.c', 'HTTPS: //EVIL. EXAMPLE/x. html?a=b. c'],
    ['www.evil.example', 'www. evil. example'],
    ['evil.example/path', 'evil. example/path'],
    ['http://user@evil.example', 'http: //user@evil. example'],
    ['[Click](https://evil.example)', '[Click](https: //evil. example)'],
    ['evil\u3002example', 'evil\u3002 example'],
    ['http://203.0.113.7/x', 'http: //203.0.113.7/x'],
    ['ann@acme.example:8080', 'ann@acme. example:8080'],
  ])('B6 breaks up what a mail program would make a link of: %s', (name, shown) => {
    const { text, html } = invitedBy(name);
    expect(text.split('\n')[0]).toBe(`${shown} invites you.`);
    expect(html).not.toContain(name);
    expect(hrefs(html)).toHaveLength(1);
  });

  it.each(['Ann Smith (ann.smith@acme.example)', 'J. R. Tolkien', '203.0.113.7 at 10:30', 'Müller & Söhne'])(
    'leaves alone what is no link: %s',
    (name) => expect(invitedBy(name).text).toContain(`${name} invites you.`),
  );

  it('B4 keeps every sentence and the subject on one line', () => {
    const { subject, text } = renderMail(
      aContent({
        subject: 'Hello\r\nBcc: eve@evil.example',
        paragraphs: ['Ann\u2028\n\nChoose a password:\nhttp'],
      }),
    );
    expect(subject).toBe('Hello Bcc: eve@evil.example');
    expect(text).toMatch(/^Ann Choose a password: http\n\n/);
  });

  it('turns no text round', () => {
    expect(invitedBy('Ann\u202Eelpmaxe').text).toContain('Annelpmaxe invites you.');
  });

  it('B6 caps what is said, without cutting a character in two', () => {
    const { subject, text } = renderMail(
      aContent({ subject: '😀'.repeat(500), paragraphs: ['x'.repeat(5000)] }),
    );
    expect(subject).toBe(`${'😀'.repeat(149)}…`);
    expect(text.split('\n')[0]).toBe(`${'x'.repeat(599)}…`);
  });

  it.each(['file:///etc/passwd', 'data:text/html,x', '/reset-password', ''])(
    'takes no action to %j',
    (url) => {
      expect(() => renderMail(aContent({ action: { label: 'Go', url } }))).toThrow();
    },
  );
});
