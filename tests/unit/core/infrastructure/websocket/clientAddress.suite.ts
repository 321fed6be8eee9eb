import type { IncomingMessage } from 'node:http';
import express from 'express';
import { clientAddress, type Trusts } from '../../../../../src/core/infrastructure/websocket/clientAddress';

const CASES: readonly (readonly [trust: number | string[], forwarded: string | undefined])[] = [
  [0, undefined],
  [0, '198.51.100.1'],
  [1, undefined],
  [1, '198.51.100.1'],
  [1, '203.0.113.9, 198.51.100.1'],
  [2, '203.0.113.9, 198.51.100.1'],
  [9, '203.0.113.9,198.51.100.1'],
  [['10.0.0.0/8', '198.51.100.1'], '203.0.113.9, 198.51.100.1'],
  [['192.0.2.0/24'], '203.0.113.9, 198.51.100.1'],
];

it.each(CASES)('with trust in %j and %s it is what Express takes for it', (trust, forwarded) => {
  const app = express().set('trust proxy', trust);
  const incoming = {
    socket: { remoteAddress: '10.1.2.3' },
    connection: { remoteAddress: '10.1.2.3' },
    headers: { 'x-forwarded-for': forwarded },
  } as unknown as IncomingMessage;
  const { ip } = Object.setPrototypeOf(Object.assign(incoming, { app }), app.request) as { ip: string };
  expect(clientAddress(incoming, app.get('trust proxy fn') as Trusts)).toBe(ip);
});
