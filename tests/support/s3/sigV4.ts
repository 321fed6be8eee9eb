import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const FORM =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=(.+)$/;

export interface Keys {
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Whether the request was signed with these keys (AWS Signature Version 4). Its path must need no escaping. */
export function isSigned({ method, url = '', headers }: IncomingMessage, body: Buffer, keys: Keys): boolean {
  const form = FORM.exec(headers.authorization ?? '');
  if (!form) return false;
  const [, accessKey = '', day = '', region = '', names = '', signature] = form;
  const [path = '', query = ''] = url.split('?');
  const said = String(headers['x-amz-content-sha256']);
  if (said !== 'UNSIGNED-PAYLOAD' && said !== sha256(body)) return false;
  const signed = names.split(';').map((name) => `${name}:${String(headers[name])}\n`);
  const canonical = [method, path, withValues(query), signed.join(''), names, said].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<Buffer>(
    (last, part) => hmac(last, part),
    Buffer.from(`AWS4${keys.secretKey}`),
  );
  const isOurs = accessKey === keys.accessKey && region === keys.region;
  return isOurs && hmac(key, text).toString('hex') === signature;
}

function withValues(query: string): string {
  const pairs = query.split('&').filter((pair) => pair !== '');
  return pairs
    .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
    .sort()
    .join('&');
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}
