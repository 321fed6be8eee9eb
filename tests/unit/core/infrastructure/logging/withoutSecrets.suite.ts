import { withoutSecrets } from '../../../../../src/core/infrastructure/logging/withoutSecrets';

describe('what is kept for good', () => {
  it('holds no secret, at any depth', () => {
    const kept = withoutSecrets({
      token: 'canary',
      changes: { passwordHash: { before: 'canary', after: 'canary' } },
      list: [{ apiKey: 'canary', code: '123456' }],
    });
    expect(JSON.stringify(kept)).not.toMatch(/canary|123456/);
  });

  it('is otherwise whole, however long it is', () => {
    const details = {
      name: 'x'.repeat(5_000),
      code: 'FORBIDDEN',
      token: null,
      ids: Array(400).fill(1),
      at: new Date(0),
    };
    expect(withoutSecrets(details)).toEqual(details);
  });
});
