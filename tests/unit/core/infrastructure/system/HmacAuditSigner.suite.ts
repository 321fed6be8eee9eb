import { HmacAuditSigner } from '../../../../../src/core/infrastructure/system/HmacAuditSigner';

describe('HmacAuditSigner', () => {
  const signer = new HmacAuditSigner('a key of the tests, long enough');
  const another = new HmacAuditSigner('another key of the tests, as long');

  it('signs the same text alike for ever', () => {
    expect(signer.sign('row', 'text')).toBe(
      new HmacAuditSigner('a key of the tests, long enough').sign('row', 'text'),
    );
    expect(signer.sign('row', 'text')).toMatch(/^[0-9a-f]{64}$/);
  });

  it('signs another text, with another key or as another kind, in another way', () => {
    const signatures = [
      signer.sign('row', 'text'),
      signer.sign('row', 'texts'),
      signer.sign('link', 'text'),
      another.sign('row', 'text'),
    ];
    expect(new Set(signatures).size).toBe(4);
  });
});
