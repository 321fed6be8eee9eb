import { serverUrl } from '../../../../src/core/bootstrap/serverUrl';

describe('the address of the server', () => {
  it.each([
    ['127.0.0.1', 'http://localhost:3000'],
    ['0.0.0.0', 'http://localhost:3000'],
    ['::', 'http://localhost:3000'],
    ['::1', 'http://[::1]:3000'],
    ['fd00::2', 'http://[fd00::2]:3000'],
    ['192.0.2.7', 'http://192.0.2.7:3000'],
    ['portico.local', 'http://portico.local:3000'],
  ])('of one that listens on %s is %s', (host, url) => {
    expect(serverUrl(host, 3000)).toBe(url);
    expect(new URL(url).port).toBe('3000');
  });
});
