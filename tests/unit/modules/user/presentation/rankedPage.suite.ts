import { randomUUID } from 'node:crypto';
import { placeOf, rankedAnswer } from '../../../../../src/modules/user/presentation/rankedPage';

const entry = (score: number) => ({ id: randomUUID(), score });

describe('a page of a ranked list', () => {
  it.each([1, 0, 0.375, 1e-7])('leads on from a score of %d', (score) => {
    const [first, second] = [entry(score), entry(0)];
    const { data, meta } = rankedAnswer([first, second], 1);
    expect(data).toEqual([first]);
    expect(placeOf(meta.nextCursor ?? '')).toEqual(first);
  });

  it('has no cursor when it is the last one', () => {
    expect(rankedAnswer([entry(1)], 1).meta.nextCursor).toBeNull();
    expect(rankedAnswer([], 1).meta.nextCursor).toBeNull();
  });

  it.each([
    '',
    'x',
    'NaN:id',
    `Infinity:${randomUUID()}`,
    `-1:${randomUUID()}`,
    `9e-99:${randomUUID()}`,
    '1:1',
    randomUUID(),
  ])('takes %j for no cursor', (text) => {
    expect(placeOf(Buffer.from(text).toString('base64url'))).toBeNull();
  });
});
