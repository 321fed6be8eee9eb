import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { isSigned } from './sigV4';

interface Kept {
  readonly content: Buffer;
  readonly type: string;
}

/** A store that speaks the three calls of S3 Portico uses, path-style, and looks at every signature. */
export class S3Server {
  readonly keys = { region: 'eu-central-1', accessKey: 'AKIAEXAMPLE', secretKey: 'a secret of the store' };
  readonly bucket = 'portico-test';
  readonly objects = new Map<string, Kept>();
  /** Answers this in place of doing anything. */
  failing: number | null = null;
  private readonly server = createServer((request, response) => void this.handle(request, response));

  async listen(): Promise<void> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const [path = ''] = (request.url ?? '').split('?');
    const key = path.slice(this.bucket.length + 2);
    if (this.failing !== null) refuse(response, this.failing, 'InternalError');
    else if (!path.startsWith(`/${this.bucket}/`)) refuse(response, 404, 'NoSuchBucket');
    else if (!isSigned(request, body, this.keys)) refuse(response, 403, 'SignatureDoesNotMatch');
    else this.serve(request, response, key, body);
  }

  private serve(
    { method, headers }: IncomingMessage,
    response: ServerResponse,
    key: string,
    body: Buffer,
  ): void {
    const kept = this.objects.get(key);
    if (method === 'PUT') {
      this.objects.set(key, { content: body, type: String(headers['content-type']) });
      response.end();
    } else if (method === 'DELETE') {
      this.objects.delete(key);
      response.writeHead(204).end();
    } else if (method === 'GET' && kept) {
      response.writeHead(200, { 'Content-Type': kept.type, 'Content-Length': kept.content.length });
      response.end(kept.content);
    } else
      refuse(response, method === 'GET' ? 404 : 405, method === 'GET' ? 'NoSuchKey' : 'MethodNotAllowed');
  }
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'Content-Type': 'application/xml' });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}
