import { judgeRefresh } from '../../../../../src/modules/auth/domain/judgeRefresh';

describe('The verdict on a refresh token', () => {
  it.each`
    sessionEnded | rotated  | repeatable | expired  | verdict
    ${false}     | ${false} | ${false}   | ${false} | ${'rotate'}
    ${false}     | ${false} | ${false}   | ${true}  | ${'expired'}
    ${false}     | ${false} | ${true}    | ${false} | ${'rotate'}
    ${false}     | ${false} | ${true}    | ${true}  | ${'expired'}
    ${false}     | ${true}  | ${false}   | ${false} | ${'theft'}
    ${false}     | ${true}  | ${false}   | ${true}  | ${'theft'}
    ${false}     | ${true}  | ${true}    | ${false} | ${'repeat'}
    ${false}     | ${true}  | ${true}    | ${true}  | ${'repeat'}
    ${true}      | ${false} | ${false}   | ${false} | ${'ended'}
    ${true}      | ${false} | ${false}   | ${true}  | ${'ended'}
    ${true}      | ${false} | ${true}    | ${false} | ${'ended'}
    ${true}      | ${false} | ${true}    | ${true}  | ${'ended'}
    ${true}      | ${true}  | ${false}   | ${false} | ${'ended'}
    ${true}      | ${true}  | ${false}   | ${true}  | ${'ended'}
    ${true}      | ${true}  | ${true}    | ${false} | ${'ended'}
    ${true}      | ${true}  | ${true}    | ${true}  | ${'ended'}
  `(
    'is $verdict: ended $sessionEnded, rotated $rotated, repeatable $repeatable, expired $expired',
    ({ verdict, ...token }) => {
      expect(judgeRefresh(token)).toBe(verdict);
    },
  );
});
