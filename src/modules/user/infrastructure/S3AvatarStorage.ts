import type * as Sdk from '@aws-sdk/client-s3';
import type { S3Config } from '../../../core/config/Config';
import type { AvatarStorage } from '../application/AvatarStorage';
import { avatarPlace } from './avatarPlace';
import { storageUnavailable } from './storageUnavailable';

const ATTEMPTS = 3;
/** Milliseconds. */
const LONGEST_CONNECT = 2_000;
const LONGEST_SILENCE = 5_000;

/** Objects below `avatars/` in a bucket that stays private. The client is loaded when the first one is needed. */
export class S3AvatarStorage implements AvatarStorage {
  private opened: Sdk.S3Client | undefined;

  constructor(private readonly config: S3Config) {}

  async put(name: string, picture: Buffer): Promise<void> {
    const at = this.placeOf(name);
    await this.ask((client, { PutObjectCommand }) =>
      client.send(new PutObjectCommand({ ...at, Body: picture, ContentType: 'image/webp' })),
    );
  }

  async read(name: string): Promise<Buffer | null> {
    const at = this.placeOf(name);
    return this.ask(async (client, { GetObjectCommand, NoSuchKey }) => {
      try {
        const { Body } = await client.send(new GetObjectCommand(at));
        return Body ? Buffer.from(await Body.transformToByteArray()) : null;
      } catch (error) {
        if (error instanceof NoSuchKey) return null;
        throw error;
      }
    });
  }

  async delete(name: string): Promise<void> {
    const at = this.placeOf(name);
    await this.ask((client, { DeleteObjectCommand }) => client.send(new DeleteObjectCommand(at)));
  }

  private placeOf(name: string): { Bucket: string; Key: string } {
    return { Bucket: this.config.bucket, Key: `avatars/${avatarPlace(name)}` };
  }

  private async ask<T>(question: (client: Sdk.S3Client, sdk: typeof Sdk) => Promise<T>): Promise<T> {
    const sdk = await import('@aws-sdk/client-s3');
    this.opened ??= this.open(sdk);
    try {
      return await question(this.opened, sdk);
    } catch (error) {
      throw storageUnavailable(error);
    }
  }

  /** Checksums only where S3 asks for them: many compatible stores do not know the newer ones. */
  private open({ S3Client }: typeof Sdk): Sdk.S3Client {
    const { region, accessKey, secretKey, endpoint } = this.config;
    return new S3Client({
      region,
      credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
      ...(endpoint !== null && { endpoint, forcePathStyle: true }),
      maxAttempts: ATTEMPTS,
      requestHandler: { connectionTimeout: LONGEST_CONNECT, requestTimeout: LONGEST_SILENCE },
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }
}
