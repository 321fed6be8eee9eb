import { send } from '../process/ProcessScene';
import { RaceScene } from '../races/RaceScene';
import type { RedisServer } from './RedisServer';

/** Anonymous calls that one address may make in all. */
export const ANONYMOUS = 20;
const MANY = '1000000';

/** Two servers on one database and one Redis, with limits. */
export class RedisScene {
  private addresses = 0;

  private constructor(
    readonly redis: RedisServer,
    readonly race: RaceScene,
  ) {}

  static async open(redis: RedisServer): Promise<RedisScene> {
    const race = await RaceScene.open({
      REDIS_URL: redis.url,
      TRUST_PROXY: '1',
      RATE_LIMIT_ENABLED: 'true',
      RATE_LIMIT_MAX_REQUESTS: String(ANONYMOUS),
      RATE_LIMIT_MAX_AUTHENTICATED: MANY,
      RATE_LIMIT_MAX_AUTH: MANY,
    });
    return new RedisScene(redis, race);
  }

  /** One that nobody has used. */
  anAddress(): string {
    this.addresses += 1;
    return `198.51.100.${this.addresses}`;
  }

  /** How an anonymous call from there is answered; 401 is what it gets unless it is limited. */
  async anonymous(server: number, address: string): Promise<number> {
    const headers = { 'X-Forwarded-For': address };
    return (await send(`${this.at(server)}/api/v1/auth/me`, 'GET', undefined, undefined, headers)).status;
  }

  /** How many calls from a new address pass before one is limited. */
  async allowed(turnOf: (call: number) => number): Promise<number> {
    const address = this.anAddress();
    for (let call = 0; ; call += 1) {
      if ((await this.anonymous(turnOf(call), address)) === 429) return call;
    }
  }

  /** What readiness says: its status, and what of it is degraded. */
  async readiness(server: number): Promise<unknown> {
    const answer = await fetch(`${this.at(server)}/health/ready`);
    const { data } = (await answer.json()) as { data?: { status: string; degraded?: string[] } };
    return [answer.status, data?.status, ...(data?.degraded ?? [])];
  }

  async redisUp(server: number): Promise<string | undefined> {
    const text = await (await fetch(`${this.at(server)}/metrics`)).text();
    return /^redis_up (\d)$/m.exec(text)?.[1];
  }

  async close(): Promise<void> {
    await this.race.close();
    await this.redis.kill();
  }

  private at(server: number): string {
    return this.race.servers[server % 2 === 0 ? 0 : 1];
  }
}
