import type { Metrics } from '../../application/Metrics';
import type { RedisConnection } from '../redis/RedisConnection';

export function redisGauge(metrics: Metrics, redis: RedisConnection): void {
  metrics.gauge({
    name: 'redis_up',
    help: '1 while Redis answers, 0 while it is done without.',
    read: () => (redis.isUp ? 1 : 0),
  });
}
