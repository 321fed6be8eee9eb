import { faultsOf, load } from './settings';

const S3 = {
  AWS_S3_BUCKET: 'example-portico',
  AWS_S3_REGION: 'eu-central-1',
  AWS_S3_ACCESS_KEY: 'AKIAEXAMPLE',
  AWS_S3_SECRET_KEY: 'a secret/of+the=store',
};

describe('the bucket for pictures', () => {
  it('is none unless it is asked for', () => {
    expect(load({}).s3).toBeNull();
  });

  it('is one of AWS, or of another store by its address', () => {
    const bucket = {
      ...{ bucket: 'example-portico', region: 'eu-central-1' },
      ...{ accessKey: 'AKIAEXAMPLE', secretKey: 'a secret/of+the=store' },
    };
    expect(load(S3).s3).toEqual({ ...bucket, endpoint: null });
    expect(load({ ...S3, AWS_S3_ENDPOINT: 'http://minio:9000/' }).s3).toEqual({
      ...bucket,
      endpoint: 'http://minio:9000',
    });
  });

  it.each(Object.keys(S3))('is half set without %s', (name) => {
    const [fault, ...more] = faultsOf({ ...S3, [name]: '' });
    expect(fault).toContain(`is set without ${name}: set ${name}, or take`);
    expect(more).toEqual([]);
  });

  it('is not an address alone', () => {
    expect(faultsOf({ AWS_S3_ENDPOINT: 'https://s3.example.com' })).toEqual([
      'AWS_S3_ENDPOINT is set without AWS_S3_BUCKET and AWS_S3_REGION and AWS_S3_ACCESS_KEY and AWS_S3_SECRET_KEY: ' +
        'set AWS_S3_BUCKET and AWS_S3_REGION and AWS_S3_ACCESS_KEY and AWS_S3_SECRET_KEY, or take AWS_S3_ENDPOINT out.',
    ]);
  });

  it.each([
    ['AWS_S3_BUCKET', 'Not A Bucket'],
    ['AWS_S3_REGION', 'eu central'],
    ['AWS_S3_ENDPOINT', 's3.example.com'],
  ])('has a sound %s', (name, value) => {
    expect(faultsOf({ ...S3, [name]: value })[0]).toContain(`${name} is "${value}"`);
  });

  it('tells no secret', () => {
    expect(faultsOf({ AWS_S3_SECRET_KEY: S3.AWS_S3_SECRET_KEY }).join()).not.toContain('store');
  });
});
