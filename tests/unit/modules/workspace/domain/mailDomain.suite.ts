import { mailDomain, mailDomainOf } from '../../../../../src/modules/workspace/domain/mailDomain';

describe('a mail domain', () => {
  it.each([
    ['example.com', 'example.com'],
    [' Example.COM ', 'example.com'],
    ['mail.example.com', 'mail.example.com'],
    ['localhost', 'localhost'],
    ['Bücher.example', 'xn--bcher-kva.example'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['faß.example', 'xn--fa-hia.example'],
    ['例え.テスト', 'xn--r8jz45g.xn--zckzah'],
  ])('%j is spelt %j', (given, spelling) => {
    expect(mailDomain(given)).toBe(spelling);
  });

  it.each([
    '',
    '.',
    'example.com.',
    '.example.com',
    'exa mple.com',
    'ann@example.com',
    '@example.com',
    '*.example.com',
    'example.com/path',
    'example.com:80',
    'example.com#a',
    'example%2ecom',
    'example。com',
    'exam\u00adple.com',
    'under_score.com',
    '-a.com',
    '127.0.0.1',
    '0x7f.1',
    '[::1]',
    `${'a'.repeat(64)}.com`,
    `${'a.'.repeat(126)}abc`,
  ])('%j is none', (given) => {
    expect(mailDomain(given)).toBeNull();
  });
});

describe('the mail domain of an address', () => {
  it.each([
    ['ann@example.com', 'example.com'],
    ['"ann@example.com"@evil.example', 'evil.example'],
    ['ann@example.com.evil.example', 'example.com.evil.example'],
    ['ann@bücher.example', 'xn--bcher-kva.example'],
    ['ann@xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ])('%j is %j', (address, domain) => {
    expect(mailDomainOf(address)).toBe(domain);
  });

  it.each([
    'ann@ｅxample.com',
    'ann@exam\ufe00ple.com',
    'ann@EXAMPLE.com',
    'ann@example．com',
    'ann@',
    'ann'.slice(3),
  ])('%j has none', (address) => {
    expect(mailDomainOf(address)).toBeNull();
  });
});
