import { callOf, crossings, ownCalls, takesToken, type Actor, type Attempt } from './attempts';
import { stateOf } from './belongings';
import { has, type Table } from './catalogue';
import { note, type Line } from './Line';
import type { Route } from './Route';
import type { Answer, Call, RunningApp } from './RunningApp';
import { hasField, isAnonymous } from './sampleInput';
import { aMember, isTenants, readMails, signIn } from './seedSides';
import { factsOf, type Person, type Side } from './Side';

const AT_ONCE = 4;
const MADE_CURSORS = 3;
/** What an owner tries with every id, a member tries with so many: behind the gate, the wall is the same. */
const IDS_OF_MEMBER = 3;
const DONE = 'done';
/** Refused for what was found there: so it was found. */
const OF_STATE = /^(409|412|422) /;

export interface RouteRules {
  /** Whether an id of the other side must be answered as one that nothing has. */
  readonly sameAsRandom: boolean;
  /** Rows with this text are none of the other side's: they say who tried. */
  readonly ignoring: string;
  /** Whose places are tried. */
  readonly actors: readonly ('owner' | 'member')[];
}

/** Tries to reach across by every route, and shows that the same routes do answer those who may. */
export class RouteProof {
  private readonly watched: readonly Table[];

  constructor(
    private readonly app: RunningApp,
    tables: readonly Table[],
    private readonly rules: RouteRules,
  ) {
    this.watched = tables.filter((table) => isTenants(app, table) && isTied(table));
  }

  /** What one's own reads answer, before anything foreign was ever named. */
  async readOwn(route: Route, mine: Side, theirs: Side, line: Line): Promise<void> {
    if (route.method !== 'get') return;
    for (const person of this.actorsOf(mine)) {
      const calls = ownCalls(route, { side: mine, person }, { q: theirs.mark });
      const answers = await this.all(calls, (call) => this.app.call(call));
      note(line, 'own', calls.length);
      for (const answer of answers) tellFacts(answer, factsOf(theirs), 'own', theirs, line);
    }
  }

  async cross(route: Route, mine: Side, theirs: Side, line: Line): Promise<void> {
    const cursors = route.hasCursor ? await this.cursorsOf(route, theirs) : [];
    await this.unchanged(theirs, mine, line, async () => {
      for (const name of this.rules.actors) {
        if (route.method !== 'get') await this.refresh(route, mine, name);
        const probes = name === 'owner' ? theirs.probes : theirs.probes.slice(0, IDS_OF_MEMBER);
        const attempts = crossings(route, { side: mine, person: mine[name] }, { ...theirs, probes }, cursors);
        const twins = await this.answersTo(attempts);
        await this.all(attempts, (attempt) => this.attempt(attempt, twins, theirs, line));
      }
    });
  }

  /**
   * Calls the route with one's own ids until somebody is answered.
   * @returns null when that showed that the route can answer at all, else what it answered instead
   */
  async control(
    route: Route,
    side: Side,
    other: Side,
    callers: readonly Person[],
    line: Line,
  ): Promise<string | null> {
    const answers = new Set<string>();
    if (takesToken(route)) await readMails(this.app, side);
    await this.unchanged(other, side, line, async () => {
      for (const person of callers) {
        if (answers.has(DONE) || (route.method !== 'get' && !(await this.isSignedIn(route, person))))
          continue;
        for (const answer of await this.ownAnswers(route, { side, person }, other, line)) answers.add(answer);
      }
    });
    const isShown = answers.has(DONE) || [...answers].some((answer) => OF_STATE.test(answer));
    return isShown ? null : [...answers].join(', ');
  }

  /** Until one is what it should be. */
  private async ownAnswers(route: Route, actor: Actor, other: Side, line: Line): Promise<string[]> {
    const answers: string[] = [];
    for (const call of this.callsWithIds(route, actor)) {
      const answer = await this.app.call(call);
      tellFacts(answer, factsOf(other, this.rules.ignoring === '' ? [] : other.probes), 'own', other, line);
      if (showsSomething(route, actor.side, answer)) return [DONE];
      answers.push(`${answer.status} ${/"code":"(\w+)"/.exec(answer.text)?.[1] ?? 'without a fact of B'}`);
    }
    return answers;
  }

  /** One's own ids also where the body or the query takes one. */
  private callsWithIds(route: Route, actor: Actor): Call[] {
    const { side } = actor;
    const named = [...crossings({ ...route, hasCursor: false }, actor, side, [])].filter(
      ({ how }) => how === 'body',
    );
    return route.bodyIds.length > 0
      ? [...named.map(({ call }) => call), ...ownCalls(route, actor)]
      : ownCalls(route, actor);
  }

  /** To the calls with random ids, each made once. */
  private async answersTo(attempts: readonly Attempt[]): Promise<Map<Call, Answer>> {
    const twins = new Set(attempts.flatMap(({ twin }) => (twin && this.rules.sameAsRandom ? [twin] : [])));
    return new Map(await this.all([...twins], async (twin) => [twin, await this.app.call(twin)] as const));
  }

  private async attempt(
    { how, call, twin, said }: Attempt,
    twins: ReadonlyMap<Call, Answer>,
    theirs: Side,
    line: Line,
  ): Promise<void> {
    const answer = await this.app.call(call);
    note(line, how);
    tellFacts(answer, factsOf(theirs, [...theirs.probes, ...said]), how, theirs, line);
    if (!this.rules.sameAsRandom) return;
    if (answer.status >= 500) line.faults.push(`${how}: answered with ${answer.status}: ${answer.text}`);
    const random = twin && twins.get(twin);
    if (!random) return;
    const isSame = answer.status < 400 ? answer.status === random.status : faceOf(answer) === faceOf(random);
    if (!isSame)
      line.leaks.push(
        `${how}: ${theirs.name}'s id is told from a random one: ${faceOf(answer)} | ${faceOf(random)}`,
      );
  }

  private actorsOf(side: Side): Person[] {
    return this.rules.actors.map((name) => side[name]);
  }

  private async refresh(route: Route, side: Side, name: 'owner' | 'member'): Promise<void> {
    if (await this.isSignedIn(route, side[name])) return;
    Object.assign(side, { [name]: await aMember(this.app, side, name) });
  }

  /** Earlier calls may have ended the session, or the account. A new session for each call would push old ones out. */
  private async isSignedIn({ endpoint }: Route, person: Person): Promise<boolean> {
    const me = await this.app.call({ method: 'get', path: '/auth/me', token: person.accessToken });
    return (me.status === 200 && !hasField(endpoint.body, 'refreshToken')) || signIn(this.app, person);
  }

  private async unchanged(side: Side, other: Side, line: Line, act: () => Promise<void>): Promise<void> {
    const state = () => stateOf(this.app.admin, this.watched, side, other, this.rules.ignoring);
    await this.app.drain();
    const before = await state();
    await act();
    await this.app.drain();
    const after = await state();
    const changed = [...after].filter(([name, one]) => before.get(name) !== one).map(([name]) => name);
    if (changed.length > 0) line.leaks.push(`rows of ${side.name} changed in ${changed.join(', ')}`);
  }

  /** As the list itself gives them to its own people; else made from ids that stand in it. */
  private async cursorsOf(route: Route, side: Side): Promise<string[]> {
    const call = callOf(
      route,
      { side, person: side.owner },
      {
        workspaceId: side.workspaceId,
        child: side.probes[0] ?? '',
        query: { limit: 1 },
      },
    );
    const { text } = await this.app.call(call);
    const given = /"nextCursor":"([^"]+)"/.exec(text)?.[1];
    const made = side.probes.slice(0, MADE_CURSORS).map((id) => Buffer.from(id).toString('base64url'));
    return given === undefined ? made : [given, ...made];
  }

  private async all<T, R>(inputs: readonly T[], act: (input: T) => Promise<R>): Promise<R[]> {
    const results: R[] = [];
    for (let at = 0; at < inputs.length; at += AT_ONCE)
      results.push(...(await Promise.all(inputs.slice(at, at + AT_ONCE).map(act))));
    return results;
  }
}

/** A read shows something of the side, if there is anything to be shown; a write is done. */
function showsSomething(route: Route, side: Side, { status, text }: Answer): boolean {
  if (status < 200 || status >= 300) return false;
  if (isAnonymous(route.endpoint.responses[200]?.data)) return true;
  const facts = [side.mark, side.workspaceId, ...side.ids];
  return route.method !== 'get' || !route.isTenant || facts.some((fact) => text.includes(fact));
}

/** What nothing in the catalogue ties to a workspace or an account, and no tenant reaches, works by itself. */
function isTied(table: Table): boolean {
  const isReached = table.grants.some((grant) => grant !== 'INSERT');
  return has(table, 'workspace_id') || table.references.length > 0 || isReached;
}

function tellFacts(
  answer: Answer,
  facts: readonly string[],
  how: string,
  theirs: Side,
  { leaks }: Line,
): void {
  const cursor = /"nextCursor":"([^"]+)"/.exec(answer.text)?.[1] ?? '';
  const text = answer.text + Buffer.from(cursor, 'base64url').toString();
  const found = facts.filter((fact) => text.includes(fact));
  if (found.length > 0)
    leaks.push(`${how}: ${found.length} facts of ${theirs.name} are answered with ${answer.status}`);
}

function faceOf({ status, text }: Answer): string {
  return `${status} ${text.replace(/"requestId":"[^"]*"/, '')}`;
}
