import { allowedOrigins, developmentOrigins } from '../../../../src/core/presentation/origins';

const foreign = [
  'null',
  '',
  '*',
  'https://evil.example',
  'https://app.example.com.evil.example',
  'https://evilapp.example.com',
  'https://sub.app.example.com',
  'http://app.example.com',
  'https://app.example.com:8443',
  'https://APP.example.com',
  'https://app.example.com/',
  'https://app.example.com@evil.example',
];

describe('A list of origins', () => {
  const isAllowed = allowedOrigins(['https://app.example.com', 'http://localhost:5173']);

  it.each(['https://app.example.com', 'http://localhost:5173'])('allows %s', (origin) => {
    expect(isAllowed(origin)).toBe(true);
  });

  it.each([...foreign, 'http://localhost', 'http://localhost:3000'])('F8 refuses %p', (origin) => {
    expect(isAllowed(origin)).toBe(false);
  });
});

describe('Without a list, in development', () => {
  const isAllowed = developmentOrigins('https://app.example.com/some/page');

  it.each(['https://app.example.com', 'http://localhost', 'http://localhost:5173', 'http://127.0.0.1:3000'])(
    'a page of %s is allowed',
    (origin) => {
      expect(isAllowed(origin)).toBe(true);
    },
  );

  it.each([
    ...foreign,
    'http://localhost.evil.example',
    'http://localhost:5173.evil.example',
    'http://localhost:123456',
    'http://127.0.0.1.evil.example',
    'https://localhost',
    'http://localhost:5173\n',
    'http://127.0.0.2',
  ])('F8 a page of %p is refused', (origin) => {
    expect(isAllowed(origin)).toBe(false);
  });
});
