import { eventDocument } from '../../../../src/core/bootstrap/eventDocument';
import { load } from '../config/settings';

const serverOf = (settings: Record<string, string>, host: string, isSecure = false) =>
  (
    eventDocument(load(settings), [], { host, isSecure }) as {
      servers: { sockets: { host: string; protocol: string; description: string } };
    }
  ).servers.sockets;

describe('where the AsyncAPI document says sockets are opened', () => {
  it('is the address the reader came by', () => {
    expect(serverOf({}, 'localhost:3000')).toMatchObject({ host: 'localhost:3000', protocol: 'ws' });
    expect(serverOf({}, 'api.example.com', true)).toMatchObject({ host: 'api.example.com', protocol: 'wss' });
  });

  it.each([
    ['localhost:3000', 'localhost:4000'],
    ['api.example.com', 'api.example.com:4000'],
    ['[::1]:3000', '[::1]:4000'],
    ['[::1]', '[::1]:4000'],
  ])('has the port of the sockets where they have their own: %s', (host, place) => {
    const server = serverOf({ SOCKET_PORT: '4000' }, host);
    expect(server.host).toBe(place);
    expect(server.description).not.toContain('port of the API');
  });
});
