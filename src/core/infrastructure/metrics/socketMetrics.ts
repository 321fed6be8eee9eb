import type { Metrics } from '../../application/Metrics';

/** @param sockets counts those who are connected, signed in or not yet. */
export function socketMetrics(metrics: Metrics, sockets: () => number): (events: number) => void {
  metrics.gauge({
    name: 'socket_connections',
    help: 'Connections that sockets are made of, signed in or not yet.',
    read: sockets,
  });
  const count = metrics.counter('socket_events_sent_total', 'Events sent, once for each socket.', []);
  return (events) => count({}, events);
}
