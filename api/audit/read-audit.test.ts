import { beforeEach, describe, expect, it } from 'vitest';
import { asking, grant, type Headers } from '../asking.test-data.ts';
import { testManyi, type TestManyi } from '../testing.ts';

let manyi: TestManyi;
beforeEach(async () => {
  manyi = await testManyi();
});
const { actions, ask, signedIn } = asking(() => manyi);

describe('the audit chain', () => {
  it('has what was refused: the same once in ten minutes, of one person twenty at most, and how often', async () => {
    const official = await manyi.signIn('official');
    for (let turn = 0; turn < 5; turn += 1) await ask('GET', '/api/users', official);
    for (let turn = 0; turn < 40; turn += 1) await ask('GET', `/api/programmes/p${turn}/imports`, official);
    const refused = async () => (await actions()).filter(([action]) => action === 'accessRefused');
    expect(await refused()).toHaveLength(20);
    expect((await refused())[0]).toEqual(['accessRefused', { action: 'people.manage', resource: '*' }]);
    manyi.setClock(manyi.deps.clock() + 11 * 60_000);
    await ask('GET', '/api/users', official);
    const told = (await refused()).map(([, details]) => (details as { before?: number }).before ?? 0);
    // 46 were refused: 21 have an entry of their own, the others are counted in one.
    expect(told.length + told.reduce((sum, each) => sum + each, 0)).toBe(46);
  });

  it('has no entry for who is not signed in', async () => {
    await ask('GET', '/api/users', {});
    expect((await actions()).filter(([action]) => action === 'accessRefused')).toEqual([]);
  });

  it('has looks at figures before they are frozen, once in ten minutes', async () => {
    const evaluator = await manyi.signIn('evaluator');
    for (let turn = 0; turn < 3; turn += 1) await ask('GET', `/api/waves/${manyi.wave}/estimates`, evaluator);
    const looks = (await actions()).filter(([action]) => action === 'estimatesViewed');
    expect(looks).toEqual([['estimatesViewed', { state: 'open' }]]);
  });

  it('is read whole by administrators, by evaluators what is about their programmes', async () => {
    const administrator = await manyi.signIn('administrator');
    const evaluator = await signedIn('Wang', grant('evaluator', 'airport-passengers'));
    type Page = { entries: { action: string; actor: string; subject: string; number: number }[] };
    const read = async (headers: Headers, query = '') =>
      ((await ask('GET', `/api/audit${query}`, headers)).body as unknown as Page).entries;
    expect((await read(administrator)).map(({ action }) => action)).toContain('signedIn');
    expect(await read(evaluator)).toEqual([]);
    const own = await signedIn('Zhao', grant('evaluator'));
    expect(new Set((await read(own)).map(({ subject }) => subject))).toEqual(new Set([manyi.wave]));
    const signedInOnly = await read(administrator, '?action=signedIn&actor=WANG');
    expect(signedInOnly.map(({ action, actor }) => [action, actor])).toEqual([['signedIn', 'Wang']]);
    const [newest] = await read(administrator);
    expect((await read(administrator, `?below=${newest!.number}`))[0]!.number).toBe(newest!.number - 1);
    expect(await read(administrator, '?day=1999-01-01')).toEqual([]);
    expect((await ask('GET', '/api/audit?day=yesterday', administrator)).status).toBe(400);
    expect((await ask('GET', '/api/audit/check', administrator)).body).toEqual({
      examined: newest!.number,
      of: newest!.number,
    });
  });
});
