import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  anyone,
  authorize,
  may,
  member,
  orPlatform,
  refreshTokenBearer,
  signedIn,
  superAdmin,
  verified,
  withoutMfa,
} from '../../../src/core/presentation/access';
import { TestApp } from '../../support/app/TestApp';
import { askAs } from '../../support/authorization/askAs';
import { aCast, CAST, type Cast } from '../../support/authorization/cast';
import { everyRoute, ruleOf, type Route } from '../../support/authorization/routes';

/** Reviewed by hand. Each row: the rule | the answers to everybody, in the order of the cast. */
const FILE = path.join(__dirname, 'matrix.json');
const expected = JSON.parse(readFileSync(FILE, 'utf8')) as Readonly<Record<string, string>>;
const routes = everyRoute();

describe('G1 The authorization matrix', () => {
  let app: TestApp;
  let cast: Cast;

  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
  });
  afterAll(() => app.stop());

  async function answersOf(route: Route): Promise<string> {
    const answers: string[] = [];
    for (const who of CAST) answers.push(await askAs(app, cast, who, route));
    return answers.join(' ');
  }

  it('has a row for each route, and none for a route that is not there', () => {
    expect(Object.keys(expected).sort()).toEqual(routes.map(({ name }) => name).sort());
  });

  it('tells any two rules apart, so that none can be changed unseen', () => {
    const rules = [
      ...[anyone, refreshTokenBearer, signedIn, superAdmin, member, authorize('owner'), authorize('admin')],
      ...[may('users.read'), may('users.update'), may('users.read', 'users.update')],
      ...[verified(member), orPlatform(member), verified(orPlatform(member)), withoutMfa(member)],
    ];
    const [route] = routes as [Route];
    expect(new Set(rules.map((access) => ruleOf({ ...route, access }))).size).toBe(rules.length);
  });

  it.each(routes)('$name answers everybody as it was reviewed', async (route) => {
    expect(`${ruleOf(route)} | ${await answersOf(route)}`).toBe(expected[route.name]);
  });
});
