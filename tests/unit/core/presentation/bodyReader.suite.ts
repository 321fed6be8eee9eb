import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Request, Response } from 'express';
import { bodyReader } from '../../../../src/core/presentation/bodyReader';
import type { AnyEndpoint } from '../../../../src/core/presentation/endpoint';
import { upload } from '../../../../src/core/presentation/upload';
import { UploadPlaces } from '../../../../src/core/presentation/UploadPlaces';

const avatar = upload('avatar', { largest: 1_024, types: ['image/png'], description: 'A picture.' });

/** A form that its client begins to send and then leaves, as the server sees it once the client is gone. */
async function abandoned(): Promise<[Request, Response]> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.on('error', () => undefined);
  const head =
    'PUT / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 99\r\n\r\n';
  client.write(head);
  const [request, response] = (await once(server, 'request')) as [IncomingMessage, ServerResponse];
  request.on('error', () => undefined);
  client.destroy();
  await once(response, 'close');
  server.close();
  const is = () => 'multipart/form-data';
  return [Object.assign(request, { is }) as unknown as Request, response as Response];
}

describe('reading an upload', () => {
  it('takes no place for a client who left while it was found out who they are', async () => {
    const places = new UploadPlaces();
    const read = bodyReader({ upload: avatar } as unknown as AnyEndpoint, places);
    for (let time = 0; time < 3; time += 1) {
      const [request, response] = await abandoned();
      await expect(read?.(request, response, 'ann')).rejects.toMatchObject({ code: 'MALFORMED_MULTIPART' });
    }
    expect(() => places.take('ann')).not.toThrow();
  });
});
