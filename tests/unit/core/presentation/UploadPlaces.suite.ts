import { UploadPlaces } from '../../../../src/core/presentation/UploadPlaces';

const BUSY = expect.objectContaining({ kind: 'unavailable', code: 'UPLOADS_BUSY' }) as Error;

describe('The places for uploads', () => {
  it('are two for one account, and given back', () => {
    const places = new UploadPlaces();
    const giveBack = places.take('ann');
    places.take('ann');
    expect(() => places.take('ann')).toThrow(BUSY);
    places.take('bob');
    giveBack();
    places.take('ann');
    expect(() => places.take('ann')).toThrow(BUSY);
  });

  it('are sixteen in all', () => {
    const places = new UploadPlaces();
    const taken = Array.from({ length: 16 }, (_, n) => places.take(`person ${n}`));
    expect(() => places.take('ann')).toThrow(BUSY);
    taken.forEach((giveBack) => giveBack());
    places.take('ann');
  });
});
