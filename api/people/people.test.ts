import { beforeEach, describe, expect, it } from 'vitest';
import { commandLine } from '../access/audit-event.ts';
import { newSignInLink } from '../access/use-sign-in-link.ts';
import type { Grant } from '../storage/storage.ts';
import { json, testManyi, testPasswordHash, TEST_PASSWORD, type TestManyi } from '../testing.ts';

let manyi: TestManyi;
beforeEach(async () => {
  manyi = await testManyi();
});

const grant = (role: Grant['role'], programme = 'quality-district'): Grant => ({ role, programme });
type Headers = Record<string, string>;

async function ask(method: string, path: string, headers: Headers, body?: unknown) {
  const init = method === 'GET' ? { headers } : json(method, body ?? {}, headers);
  const reply = await manyi.app.request(path, init);
  const text = await reply.text();
  return { status: reply.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, never> };
}

/** Somebody with a password, signed in. */
async function signedIn(name: string, ...grants: Grant[]): Promise<Headers> {
  await manyi.deps.storage.putUser({
    id: name,
    name,
    passwordHash: await testPasswordHash,
    isDisabled: false,
    grants,
  });
  return signIn(name);
}
async function signIn(name: string, password = TEST_PASSWORD): Promise<Headers> {
  const reply = await manyi.app.request('/api/session', json('POST', { name, password }));
  return { cookie: /manyi_session=[^;]+/.exec(reply.headers.get('set-cookie')!)![0] };
}
const actions = async () =>
  (await manyi.deps.storage.auditAfter(0, 1000)).map(({ action, details }) => [
    action,
    JSON.parse(details) as unknown,
  ]);

describe('a name that a reader takes for another', () => {
  it.each([
    ['Сора', 409, 'nameLooksLike'],
    ['Соpa', 422, 'nameMixed'],
    ['COPA', 409, 'nameTaken'],
    ['Коля', 201, undefined],
  ])('is refused, with the reason: %s', async (name, status, code) => {
    const administrator = await manyi.signIn('administrator');
    const grants = [grant('official')];
    expect((await ask('POST', '/api/users', administrator, { name: 'Copa', grants })).status).toBe(201);
    const { status: told, body } = await ask('POST', '/api/users', administrator, { name, grants });
    expect([told, body['code']]).toEqual([status, code]);
  });

  it('is refused when a proposal is confirmed, too', async () => {
    const [one, other] = [
      await signedIn('one', grant('administrator', '*')),
      await signedIn('two', grant('administrator', '*')),
    ];
    const { body } = await ask('POST', '/api/users', one, { name: 'Сора', grants: [grant('evaluator')] });
    const { id } = body['proposal'] as unknown as { id: string };
    expect((await ask('POST', '/api/users', one, { name: 'Copa', grants: [grant('official')] })).status).toBe(
      201,
    );
    const confirmed = await ask('POST', `/api/proposals/${id}/confirm`, other);
    expect(confirmed).toMatchObject({ status: 409, body: { code: 'nameLooksLike' } });
  });

  it('stays where it was given before', async () => {
    for (const name of ['Copa', 'Сора', 'Соpa']) await signedIn(name, grant('official'));
    expect((await signIn('Соpa'))['cookie']).toMatch(/manyi_session=[\w-]{43}/);
  });
});

describe('roles', () => {
  it.each([
    [grant('evaluator'), grant('official')],
    [grant('evaluator', 'airport-passengers'), grant('official')],
    [grant('administrator', '*'), grant('evaluator')],
  ])('that exclude each other are given to nobody: %j and %j', async (...grants) => {
    const administrator = await manyi.signIn('administrator');
    expect(await ask('POST', '/api/users', administrator, { name: 'Li', grants })).toMatchObject({
      status: 422,
      body: { code: 'rolesConflict' },
    });
    await signedIn('Wang', grants[0]!);
    expect(await ask('PUT', '/api/users/Wang/grants', administrator, { grants })).toMatchObject({
      status: 422,
      body: { code: 'rolesConflict' },
    });
  });

  it('are of programmes there are, some dozens at most', async () => {
    const administrator = await manyi.signIn('administrator');
    const unknown = { name: 'Li', grants: [grant('official', 'nowhere')] };
    expect((await ask('POST', '/api/users', administrator, unknown)).body['code']).toBe('programmeUnknown');
    const many = { name: 'Li', grants: Array.from({ length: 4000 }, () => grant('official')) };
    expect((await ask('POST', '/api/users', administrator, many)).status).toBe(400);
  });

  it('can be changed, and are on the chain as they are then', async () => {
    const administrator = await manyi.signIn('administrator');
    const wang = await signedIn('Wang', grant('official'));
    const grants = [grant('official', 'airport-passengers'), grant('official')];
    expect((await ask('PUT', '/api/users/Wang/grants', administrator, { grants })).status).toBe(200);
    expect((await ask('GET', '/api/programmes/airport-passengers/waves', wang)).status).toBe(200);
    expect((await actions()).at(-1)).toEqual(['grantsChanged', { grants }]);
  });

  it('that exclude each other are shown to who has them of old, who gives one up', async () => {
    const both = await signedIn('Wang', grant('evaluator'), grant('official'));
    expect((await ask('GET', '/api/account', both)).body).toMatchObject({ hasConflict: true });
    expect((await ask('GET', `/api/waves/${manyi.wave}/estimates`, both)).status).not.toBe(403);
    expect((await ask('POST', '/api/account/give-up-role', both, { role: 'evaluator' })).status).toBe(204);
    expect((await ask('GET', `/api/waves/${manyi.wave}/estimates`, both)).status).toBe(403);
    expect((await ask('POST', '/api/account/give-up-role', both, { role: 'official' })).status).toBe(404);
  });

  it('and names hold no characters that cannot be stored', async () => {
    const administrator = await manyi.signIn('administrator');
    for (const name of ['a\u0000b', 'a\ud800', '\u0007']) {
      const wanted = { name, grants: [grant('official')] };
      expect([name, (await ask('POST', '/api/users', administrator, wanted)).status]).toEqual([name, 400]);
    }
  });
});

describe('another administrator’s word', () => {
  const newEvaluator = { name: 'Li', grants: [grant('evaluator')] };

  it('is not asked for while there is one administrator, and the chain says so', async () => {
    const one = await signedIn('One', grant('administrator', '*'));
    expect((await ask('POST', '/api/users', one, newEvaluator)).status).toBe(201);
    const added = (await actions()).find(([action]) => action === 'userAdded');
    expect(added).toEqual(['userAdded', { ...newEvaluator, onlyAdministrator: true }]);
  });

  it('is asked for whatever makes an evaluator or an administrator, and for a password that there is', async () => {
    const one = await signedIn('One', grant('administrator', '*'));
    const two = await signedIn('Two', grant('administrator', '*'));
    await signedIn('Wang', grant('official'));
    await signedIn('Zhao', grant('evaluator'));
    await ask('POST', '/api/users/Zhao/disable', one);
    const wanted: [string, string, unknown][] = [
      ['POST', '/api/users', newEvaluator],
      ['PUT', '/api/users/Wang/grants', { grants: [grant('evaluator')] }],
      ['POST', '/api/users/Wang/link', {}],
      ['POST', '/api/users/Zhao/enable', {}],
    ];
    for (const [method, path, body] of wanted) {
      expect([path, (await ask(method, path, one, body)).status]).toEqual([path, 202]);
    }
    expect(await manyi.deps.storage.userByName('Li')).toBe(undefined);
    expect((await manyi.deps.storage.user('Zhao'))!.isDisabled).toBe(true);
    const proposals = (await ask('GET', '/api/proposals', two)).body as unknown as { id: string }[];
    expect(proposals).toHaveLength(4);
    for (const { id } of proposals) {
      expect((await ask('POST', `/api/proposals/${id}/confirm`, one)).body['code']).toBe('ownProposal');
      expect((await ask('POST', `/api/proposals/${id}/confirm`, two)).status).toBe(200);
      expect((await ask('POST', `/api/proposals/${id}/confirm`, two)).status).toBe(404);
    }
    expect((await manyi.deps.storage.userByName('Li'))!.grants).toEqual(newEvaluator.grants);
    expect((await manyi.deps.storage.user('Zhao'))!.isDisabled).toBe(false);
    expect(await actions()).toContainEqual([
      'userAdded',
      { ...newEvaluator, proposedBy: 'One', proposer: 'One' },
    ]);
  });

  it('is not needed for officials, for shutting out, for taking away, or for a first link again', async () => {
    const one = await signedIn('One', grant('administrator', '*'));
    await signedIn('Two', grant('administrator', '*'));
    await signedIn('Zhao', grant('evaluator'));
    const added = await ask('POST', '/api/users', one, { name: 'Sun', grants: [grant('official')] });
    expect(added.status).toBe(201);
    const { id } = (added.body as unknown as { user: { id: string } }).user;
    expect((await ask('POST', `/api/users/${id}/link`, one)).status).toBe(200);
    const official = { grants: [grant('official')] };
    expect((await ask('PUT', '/api/users/Zhao/grants', one, official)).status).toBe(200);
    expect((await ask('POST', '/api/users/Zhao/disable', one)).status).toBe(200);
  });

  it('can be a no, and a proposal is worth what its author still is', async () => {
    const one = await signedIn('One', grant('administrator', '*'));
    const two = await signedIn('Two', grant('administrator', '*'));
    const propose = async (name: string) => {
      const { body } = await ask('POST', '/api/users', one, { ...newEvaluator, name });
      return (body as unknown as { proposal: { id: string } }).proposal.id;
    };
    const refused = await propose('Li');
    expect((await ask('DELETE', `/api/proposals/${refused}`, two)).status).toBe(204);
    const gone = { status: 404, body: { code: 'proposalGone' } };
    expect(await ask('POST', `/api/proposals/${refused}/confirm`, two)).toMatchObject(gone);
    expect(await ask('DELETE', `/api/proposals/${refused}`, two)).toMatchObject(gone);
    expect((await ask('POST', '/api/users/nobody/link', two)).body['code']).toBe('personUnknown');
    const orphaned = await propose('Qian');
    await ask('POST', '/api/users/One/disable', two);
    const shutOut = await ask('POST', `/api/proposals/${orphaned}/confirm`, two);
    expect(shutOut).toMatchObject({ status: 409, body: { code: 'proposerGone' } });
    expect((await ask('DELETE', `/api/proposals/${orphaned}`, two)).status).toBe(204);
  });
});

describe('the own account', () => {
  it('shows its sessions, and ends one or all others', async () => {
    const [first, second] = [await signedIn('Wang', grant('official')), await signIn('Wang')];
    const third = await signIn('Wang');
    type Account = { sessions: { id: string; isThis: boolean; network: string }[] };
    const sessions = async (headers: Headers) =>
      ((await ask('GET', '/api/account', headers)).body as unknown as Account).sessions;
    const mine = await sessions(first);
    expect(mine.map(({ network }) => network)).toEqual(['local', 'local', 'local']);
    expect(mine.filter(({ isThis }) => isThis)).toHaveLength(1);
    const own = (await sessions(second)).find(({ isThis }) => isThis)!.id;
    expect((await ask('DELETE', `/api/account/sessions/${own}`, first)).status).toBe(204);
    expect((await ask('GET', '/api/session', second)).status).toBe(401);
    expect((await ask('DELETE', '/api/account/sessions', first)).body).toEqual({ ended: 1 });
    expect((await ask('GET', '/api/session', third)).status).toBe(401);
    expect((await ask('GET', '/api/session', first)).status).toBe(200);
  });

  it('changes its password with the old one, and other sessions end', async () => {
    const here = await signedIn('Wang', grant('official'));
    const elsewhere = await signIn('Wang');
    const change = (old: string, password: string) =>
      ask('PUT', '/api/account/password', here, { old, password });
    expect((await change('wrong', 'gelbe Rüben 27')).body['code']).toBe('wrongOldPassword');
    expect((await change(TEST_PASSWORD, 'woaini1314520')).body['code']).toBe('passwordTooWeak');
    expect((await change(TEST_PASSWORD, 'gelbe Rüben 27')).status).toBe(204);
    expect((await ask('GET', '/api/session', elsewhere)).status).toBe(401);
    expect((await ask('GET', '/api/session', here)).status).toBe(200);
    const reply = await manyi.app.request(
      '/api/session',
      json('POST', { name: 'Wang', password: 'gelbe Rüben 27' }),
    );
    expect(reply.status).toBe(200);
  });

  it('gives no more guesses at the old password than the door does', async () => {
    const here = await signedIn('Wang', grant('official'));
    const guess = () => ask('PUT', '/api/account/password', here, { old: 'wrong', password: 'x' });
    const codes: unknown[] = [];
    for (let turn = 0; turn < 7; turn += 1) codes.push((await guess()).body['code']);
    expect(codes.filter((code) => code === 'wrongOldPassword')).toHaveLength(5);
    expect(codes.at(-1)).toBe('tooManyAttempts');
  });

  it('is told of a link that was made for it, until that was read', async () => {
    const wang = await signedIn('Wang', grant('official'));
    const administrator = await manyi.signIn('administrator');
    await ask('POST', '/api/users/Wang/link', administrator);
    const notices = async () => (await ask('GET', '/api/account', wang)).body['notices'];
    expect(await notices()).toMatchObject([{ kind: 'linkIssued', by: 'administrator *' }]);
    await ask('DELETE', '/api/account/notices', wang);
    expect(await notices()).toEqual([]);
  });

  it('is signed out everywhere by an administrator', async () => {
    const wang = await signedIn('Wang', grant('official'));
    const administrator = await manyi.signIn('administrator');
    expect((await ask('DELETE', '/api/users/Wang/sessions', administrator)).body).toEqual({ ended: 1 });
    expect((await ask('GET', '/api/session', wang)).status).toBe(401);
  });
});

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

describe('requests', () => {
  const attempt = (headers: Headers, deps = {}) => {
    void deps;
    return manyi.app.request('/api/session', { method: 'DELETE', headers });
  };

  it('from other sites are refused whatever they say besides', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: 'http://localhost' },
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site', origin: 'http://localhost' },
    ]) {
      expect([headers, (await attempt(headers)).status]).toEqual([headers, 403]);
    }
  });

  it('from our own pages are carried out, also without a body, old browsers, and behind TLS', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'same-origin' },
      { origin: 'http://localhost' },
      { origin: 'https://localhost' },
      {},
    ] as Headers[]) {
      expect([headers, (await attempt(headers)).status]).toEqual([headers, 204]);
    }
  });

  it('get answers that no browser keeps', async () => {
    const evaluator = await manyi.signIn('evaluator');
    for (const path of [
      '/api/session',
      '/api/programmes/quality-district/releases',
      '/api/account',
      '/api/users',
    ]) {
      const reply = await manyi.app.request(path, { headers: evaluator });
      expect([path, reply.headers.get('cache-control')]).toEqual([path, 'no-store']);
    }
  });

  it('with a public https address get a cookie no other site can set, and stay with TLS', async () => {
    const secure = await testManyi(undefined, { publicUrl: 'https://survey.example' });
    await secure.deps.storage.putUser({
      id: 'wang',
      name: 'Wang',
      passwordHash: await testPasswordHash,
      isDisabled: false,
      grants: [grant('official')],
    });
    const reply = await secure.app.request(
      '/api/session',
      json('POST', { name: 'Wang', password: TEST_PASSWORD }, { origin: 'https://survey.example' }),
    );
    const cookies = reply.headers.getSetCookie();
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies)
      expect(cookie).toMatch(
        /^__Host-manyi_(session=[\w-]{65}|device=[\w-]{43}); .*Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      );
    expect(reply.headers.get('strict-transport-security')).toBe('max-age=31536000');
    const cookie = cookies[0]!.split(';')[0]!;
    expect((await secure.app.request('/api/session', { headers: { cookie } })).status).toBe(200);
    const planted = { cookie: cookie.replace('__Host-', '') };
    expect((await secure.app.request('/api/session', { headers: planted })).status).toBe(401);
    expect((await manyi.app.request('/')).headers.get('strict-transport-security')).toBe(null);
  });
});

describe('a demonstration link', () => {
  it('signs in without a password', async () => {
    await signedIn('Wang', grant('official'));
    const token = await newSignInLink(manyi.deps, 'Wang', 'signIn', commandLine);
    expect((await ask('POST', `/api/sign-in-links/${token}`, {})).body).toMatchObject({ name: 'Wang' });
  });
});
