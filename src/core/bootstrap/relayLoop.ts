import type { Log } from '../application/Log';
import type { OutboxRelay } from '../infrastructure/events/OutboxRelay';
import type { Bell, Work } from '../infrastructure/jobs/Bell';
import { PollingLoop } from '../infrastructure/jobs/PollingLoop';
import { WakeUp } from '../infrastructure/jobs/WakeUp';

const EVERY_MS = 1_000;

export interface RelayLoop {
  readonly loop: PollingLoop;
  /** What to do when another process rings. */
  hear(work: Work): void;
}

/** The relay, woken by commits: of this process directly, of another by the bell. Who has no turn rings it. */
export function relayLoop(relay: OutboxRelay, wakeRelay: WakeUp, bell: Bell, log: Log): RelayLoop {
  const turn = new WakeUp();
  wakeRelay.listen(() => (relay.isHolder ? turn.now() : bell.ring('relay')));
  const loop = new PollingLoop({
    name: 'Relay',
    everyMs: EVERY_MS,
    wakeUp: turn,
    log,
    pass: async () => {
      const heldBefore = relay.isHolder;
      const more = await relay.pass();
      if (heldBefore && !relay.isHolder) bell.ring('relay');
      return more;
    },
    stopped: async () => {
      await relay.resign();
      bell.ring('relay-free');
      await bell.rung();
    },
  });
  return {
    loop,
    hear: (work) => {
      if (work === 'relay-free' || (work === 'relay' && relay.isHolder)) turn.now();
    },
  };
}
