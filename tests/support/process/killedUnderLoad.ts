import { setTimeout as pause } from 'node:timers/promises';
import { checkJournal, type Verdict } from './checkJournal';
import type { ProcessScene } from './ProcessScene';
import type { ServerProcess } from './ServerProcess';
import { SignUpLoad, type Entry } from './SignUpLoad';

interface Outcome {
  readonly verdict: Verdict;
  readonly journal: readonly Entry[];
  readonly kills: number;
}

/**
 * Signs up so many under load while the server is killed with SIGKILL again and again, at random moments, and
 * started anew; then lets the last one work off what is owed, and checks the journal.
 */
export async function killedUnderLoad(scene: ProcessScene, signUps: number, kills: number): Promise<Outcome> {
  let url: string | null = null;
  let killed = 0;
  const load = new SignUpLoad(signUps, () => url);
  const loading = load.run(5);
  for (;;) {
    const server: ServerProcess = scene.spawn();
    url = await server.ready();
    const share = Math.ceil((signUps / (kills + 1)) * (killed + 1));
    while (!load.isOver && load.journal.length < share) await pause(Math.random() * 30);
    if (killed === kills) break;
    url = null;
    await server.kill();
    await scene.relayLeaseRunsOut();
    if (killed + 1 === kills) await scene.jobLeasesRunOut();
    killed += 1;
  }
  await loading;
  await scene.drain();
  return { verdict: await checkJournal(scene, load.journal), journal: load.journal, kills: killed };
}
