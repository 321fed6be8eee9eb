import type { S3Config } from '../Config';
import type { Reading } from '../Reading';

const NEEDED = ['AWS_S3_BUCKET', 'AWS_S3_REGION', 'AWS_S3_ACCESS_KEY', 'AWS_S3_SECRET_KEY'] as const;

/** All or nothing: a bucket that is half set would be noticed with the first picture. */
export function readS3(reading: Reading): S3Config | null {
  const given = [...NEEDED, 'AWS_S3_ENDPOINT' as const].filter((name) => reading.given(name));
  if (given.length === 0) return null;
  const missing = NEEDED.filter((name) => !reading.given(name));
  if (missing.length > 0) {
    const without = missing.join(' and ');
    reading.fault(
      `${given[0]} is set without ${without}: set ${without}, or take ${given.join(' and ')} out.`,
    );
  }
  return {
    bucket: reading.value('AWS_S3_BUCKET') ?? '',
    region: reading.value('AWS_S3_REGION') ?? '',
    accessKey: reading.value('AWS_S3_ACCESS_KEY') ?? '',
    secretKey: reading.value('AWS_S3_SECRET_KEY') ?? '',
    endpoint: reading.value('AWS_S3_ENDPOINT') ?? null,
  };
}
