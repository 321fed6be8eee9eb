import { CryptoRandom } from '../../../../../src/core/infrastructure/system/CryptoRandom';

describe('CryptoRandom', () => {
  const random = new CryptoRandom();

  afterEach(() => void jest.useRealTimers());

  it('puts the milliseconds since 1970 at the head of an id (RFC 9562, 5.7)', () => {
    jest.useFakeTimers();
    jest.setSystemTime(Date.UTC(2022, 1, 22, 19, 22, 22));
    expect(random.id()).toMatch(/^017f22e2-79b0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('makes ids in one millisecond that have nothing else in common', () => {
    jest.useFakeTimers();
    const ids = Array.from({ length: 1000 }, () => random.id());
    expect(new Set(ids.map((id) => id.slice(0, 13))).size).toBe(1);
    expect(new Set(ids.map((id) => id.slice(15))).size).toBe(1000);
  });
});
