import type { IncomingMessage } from 'node:http';
import { allowHandshake } from '../../../../../src/core/infrastructure/websocket/allowHandshake';

const answerTo = (
  headers: object,
  state: { readonly isDraining?: boolean; readonly isFull?: boolean } = {},
) => {
  const { isDraining = false, isFull = false } = state;
  const allow = allowHandshake({
    isAllowedOrigin: (origin) => origin === 'https://ours.example',
    isDraining: () => isDraining,
    hasRoomFor: () => !isFull,
  });
  let answer: unknown;
  allow({ headers } as unknown as IncomingMessage, (...decision) => (answer = decision));
  return answer;
};

it('lets in who comes from nowhere, or from an origin of ours', () => {
  expect(answerTo({})).toEqual([null, true]);
  expect(answerTo({ origin: 'https://ours.example' })).toEqual([null, true]);
});

it('J2 refuses foreign pages', () => {
  expect(answerTo({ origin: 'https://evil.example' })).toEqual(['ORIGIN_REFUSED', false]);
  expect(answerTo({ 'sec-fetch-site': 'cross-site' })).toEqual(['ORIGIN_REFUSED', false]);
});

it('J6 refuses an address that has all the connections it may have', () => {
  expect(answerTo({}, { isFull: true })).toEqual(['SOCKET_LIMIT', false]);
});

it('X12 refuses everybody once it is about to stop', () => {
  expect(answerTo({}, { isDraining: true })).toEqual(['SHUTTING_DOWN', false]);
});
