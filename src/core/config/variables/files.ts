import { parsed, matching, text } from '../kinds';
import { webAddress } from '../origins';

export const fileVariables = {
  AWS_S3_BUCKET: matching(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket', {
    about: 'S3 bucket that keeps the pictures of accounts; it stays private.',
    whenUnset: 'pictures are files in DATA_DIR/avatars',
    example: 'example-portico',
  }),
  AWS_S3_REGION: matching(/^[a-z0-9-]{2,32}$/, 'a region', {
    about: 'Its region; us-east-1 for most stores that are not AWS.',
    whenUnset: 'see AWS_S3_BUCKET',
    example: 'eu-central-1',
  }),
  AWS_S3_ACCESS_KEY: text({
    about: 'Id of the access key, which may get, put and delete objects and list the bucket.',
    whenUnset: 'see AWS_S3_BUCKET',
    secret: true,
  }),
  AWS_S3_SECRET_KEY: text({ about: 'Its secret.', whenUnset: 'see AWS_S3_BUCKET', secret: true }),
  AWS_S3_ENDPOINT: parsed('a web address', webAddress, {
    about:
      'Address of another store that speaks S3, such as MinIO or R2; the bucket is then part of the path.',
    whenUnset: 'S3 of AWS',
    example: 'https://s3.example.com',
  }),
};
