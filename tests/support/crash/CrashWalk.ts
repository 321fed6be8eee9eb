import type { CrashPoint, Side } from '../process/CommitProxy';
import { actOf, type Act } from './actOf';
import { isAfterwards } from './afterwards';
import { faultIn } from './comparison';
import { CrashScene } from './CrashScene';
import { Footprints, type Mark } from './Footprints';
import { brokenInvariants } from './invariants';
import { nameOf, type WritePath } from './WritePath';

interface Trace {
  readonly answer: string | null;
  readonly points: readonly CrashPoint[];
  readonly footprint: readonly string[];
}

interface Traces {
  readonly once: Trace;
  readonly twice: Trace;
}

/** In numbers, or in words. */
const SUCCESS = /^(?:2\d\d|[a-z]+)$/;
const SIDES: readonly Side[] = ['before', 'after'];

/** Walks write paths: kills the server at each of their COMMITs, and compares what is there in the end. */
export class CrashWalk {
  private readonly footprints: Footprints;

  private constructor(
    readonly app: CrashScene,
    /** Names of the COMMITs after an answer that some path walks. */
    private readonly walked: ReadonlySet<string>,
  ) {
    this.footprints = new Footprints(app);
  }

  static async open(
    walked: readonly WritePath[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<CrashWalk> {
    const names = new Set(walked.flatMap(({ after = [] }) => after));
    return new CrashWalk(await CrashScene.open(environment), names);
  }

  close(): Promise<void> {
    return this.app.close();
  }

  /** What is lost, half or double when the server is killed on this path; and what of it is not walked. */
  async faultsOf(path: WritePath): Promise<string[]> {
    const once = await this.undisturbed(path, 1);
    const twice = await this.undisturbed(path, 2);
    const own = once.points.filter(({ wrote }) => !isAfterwards(wrote));
    const later = (path.after ?? []).map((wrote) => ({ wrote, nth: 1 }));
    const faults = this.oversights(path, once, twice, own);
    for (const point of [...own, ...later]) {
      for (const side of SIDES) faults.push(...(await this.faultsAt(path, point, side, { once, twice })));
    }
    return faults;
  }

  private oversights(path: WritePath, once: Trace, twice: Trace, own: readonly CrashPoint[]): string[] {
    const name = nameOf(path);
    const { after = [], isRead = false, refusal = null } = path;
    const seen = new Set([...once.points, ...twice.points].map(({ wrote }) => wrote).filter(isAfterwards));
    const writes = own.length > 0;
    const unwalked = [...seen].filter((wrote) => !this.walked.has(wrote));
    const unseen = after.filter((wrote) => !seen.has(wrote));
    const isAnswered = refusal === null ? SUCCESS.test(once.answer ?? '') : once.answer === refusal;
    return [
      ...(isAnswered ? [] : [`${name} is answered ${once.answer}`]),
      ...(writes === isRead ? [`${name} ${writes ? 'does write' : 'writes nothing'}`] : []),
      ...unwalked.map((wrote) => `No path has "${wrote}" in its "after", and ${name} leads to it`),
      ...unseen.map((wrote) => `${name} does not lead to "${wrote}"`),
    ];
  }

  private async undisturbed(path: WritePath, times: number): Promise<Trace> {
    const { act, mark } = await this.arranged(path);
    this.app.proxy.passed();
    let answer: string | null = null;
    for (let time = 0; time < times; time += 1) answer = await act();
    await this.app.drain();
    return { answer, points: this.app.proxy.passed(), footprint: await this.footprints.since(mark, answer) };
  }

  private async faultsAt(path: WritePath, point: CrashPoint, side: Side, traces: Traces): Promise<string[]> {
    const where = `${nameOf(path)}: killed ${side} COMMIT ${point.nth} of "${point.wrote}"`;
    try {
      const fault = await this.killed(path, point, side, traces);
      const broken = await brokenInvariants(this.app);
      return [
        ...(fault === null ? [] : [`${where}\n${fault}`]),
        ...broken.map((one) => `${where}\n  ${one}`),
      ];
    } catch (error) {
      this.app.proxy.disarm();
      await this.app.startAgain();
      return [`${where}\n  ${(error as Error).message}`];
    }
  }

  /** As a client does: again when there was no answer. What was answered, or cannot have come to be, is done once. */
  private async killed(
    path: WritePath,
    point: CrashPoint,
    side: Side,
    { once, twice }: Traces,
  ): Promise<string | null> {
    const { act, mark } = await this.arranged(path);
    this.app.dieAt(point, side);
    const answer = await act();
    await this.app.death();
    await this.app.startAgain();
    const last = answer ?? (await act());
    await this.app.drain();
    const footprint = await this.footprints.since(mark, last);
    const isOnce = answer !== null || (side === 'before' && !isAfterwards(point.wrote));
    const allowed = (isOnce ? [once] : [once, twice]).map((trace) => trace.footprint);
    return faultIn(footprint, allowed, path.leaves);
  }

  private async arranged(path: WritePath): Promise<{ act: Act; mark: Mark }> {
    const act = await actOf(path, this.app);
    await this.app.drain();
    return { act, mark: await this.footprints.mark() };
  }
}
