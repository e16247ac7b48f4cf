import { beforeEach, describe, expect, it } from 'vitest';
import { type Role, roleNames } from './roles.ts';
import { json, testManyi, TEST_PASSWORD, type TestManyi } from '../testing.ts';

let manyi: TestManyi;
beforeEach(async () => {
  manyi = await testManyi();
});

const everybody: readonly Role[] = roleNames;

/** Every route for staff with who may use it; anybody else gets 401 or 403 before anything happens. */
const routes: readonly [method: string, path: string, allowed: readonly Role[], body?: unknown][] = [
  ['GET', '/api/programmes/quality-district/waves', everybody],
  ['POST', '/api/programmes/quality-district/waves', ['evaluator'], newWave()],
  ['GET', '/api/waves/short-2026', everybody],
  ['GET', '/api/waves/short-2026/counts', ['evaluator']],
  ['POST', '/api/waves/short-2026/open', ['evaluator'], {}],
  ['POST', '/api/waves/short-2026/close', ['evaluator'], {}],
  ['POST', '/api/waves/short-2026/reopen', ['evaluator'], {}],
  ['POST', '/api/waves/short-2026/open-link', ['evaluator'], { openLink: 'on', openPerMinute: 600 }],
  ['POST', '/api/waves/short-2026/seal', ['evaluator'], {}],
  ['GET', '/api/waves/short-2026/estimates', ['evaluator']],
  ['GET', '/api/waves/short-2026/responses.csv', ['evaluator']],
  ['GET', '/api/waves/short-2026/responses.jsonl', ['evaluator']],
  ['GET', '/api/waves/short-2026/invitation-batches', ['evaluator']],
  ['POST', '/api/waves/short-2026/invitation-batches', ['evaluator'], newBatch()],
  ['POST', '/api/waves/short-2026/releases', ['evaluator'], {}],
  ['GET', '/api/waves/short-2026/exclusions', ['evaluator', 'auditor']],
  ['POST', '/api/waves/short-2026/exclusions', ['evaluator'], newExclusion()],
  ['POST', '/api/waves/short-2026/exclusions/some/confirm', ['evaluator'], {}],
  ['POST', '/api/waves/short-2026/exclusions/some/reject', ['evaluator'], {}],
  ['GET', '/api/programmes/quality-district/releases', everybody],
  ['POST', '/api/programmes/airport-passengers/imports?mapping=sfo-2014-2018', ['evaluator'], {}],
  ['GET', '/api/programmes/quality-district/imports', ['evaluator']],
  ['GET', '/api/roles', ['administrator']],
  ['GET', '/api/users', ['administrator']],
  ['POST', '/api/users', ['administrator'], { name: 'n', grants: [{ role: 'official', programme: '*' }] }],
  ['POST', '/api/users/someone/link', ['administrator'], {}],
  ['POST', '/api/users/someone/disable', ['administrator'], {}],
  ['POST', '/api/users/someone/enable', ['administrator'], {}],
  ['PUT', '/api/users/someone/grants', ['administrator'], { grants: [{ role: 'official', programme: '*' }] }],
  ['DELETE', '/api/users/someone/sessions', ['administrator'], {}],
  ['DELETE', '/api/users/someone/second-factor', ['administrator'], {}],
  ['GET', '/api/proposals', ['administrator']],
  ['POST', '/api/proposals/some/confirm', ['administrator'], {}],
  ['DELETE', '/api/proposals/some', ['administrator'], {}],
  ['GET', '/api/audit', ['administrator', 'evaluator', 'auditor']],
  ['GET', '/api/audit/check', ['administrator', 'evaluator', 'auditor']],
  ['GET', '/api/account', everybody],
  ['PUT', '/api/account/password', everybody, { old: TEST_PASSWORD, password: 'x' }],
  ['DELETE', '/api/account/sessions', everybody, {}],
  ['DELETE', '/api/account/sessions/some', everybody, {}],
  ['DELETE', '/api/account/notices', everybody, {}],
  ['POST', '/api/account/give-up-role', everybody, { role: 'official' }],
  ['POST', '/api/account/second-factor', everybody, {}],
  ['PUT', '/api/account/second-factor', everybody, { sealed: 'x', code: '123456' }],
];

function newWave() {
  return { id: 'next', title: { 'zh-Hans': '下', en: 'Next' }, period: '2027', form: 'short' };
}
function newExclusion() {
  return { reason: 'confessed', answers: ['0000-0000-0000'] };
}
function newBatch() {
  return { name: 'b', stratum: 's', primaryUnit: 'p', weight: 1, count: 10 };
}

/** As the application has them: `GET /api/waves/:wave`. */
function apiRoutes(): ReadonlySet<string> {
  return new Set(
    manyi.app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
      .map(({ method, path }) => `${method} ${path}`),
  );
}

async function statusFor(headers: Record<string, string>, [method, path, , body]: (typeof routes)[number]) {
  const init = body === undefined ? { method, headers } : json(method, body, headers);
  return (await manyi.app.request(path, init)).status;
}

describe('who may do what', () => {
  it('nobody without signing in', async () => {
    for (const route of routes) expect([route[1], await statusFor({}, route)]).toEqual([route[1], 401]);
  });

  it.each(roleNames)('%s: what the role includes, no more', async (role) => {
    const headers = await manyi.signIn(role);
    for (const route of routes) {
      const status = await statusFor(headers, route);
      const isAllowed = status !== 401 && status !== 403;
      expect([route[0], route[1], isAllowed]).toEqual([route[0], route[1], route[2].includes(role)]);
    }
  });

  it('an auditor changes nothing but the own account', async () => {
    const headers = await manyi.signIn('auditor');
    const before = (await manyi.deps.storage.lastAudit())!.number;
    const changing = routes.filter(([method, path]) => method !== 'GET' && !path.startsWith('/api/account'));
    expect(changing.length).toBeGreaterThan(20);
    for (const route of changing)
      expect([route[0], route[1], await statusFor(headers, route)]).toEqual([route[0], route[1], 403]);
    const since = (await manyi.deps.storage.auditAfter(before, 1000)).map(({ action }) => action);
    expect(new Set(since)).toEqual(new Set(['accessRefused']));
  });

  it('a role in one programme is none in another', async () => {
    const headers = await manyi.signIn('evaluator', 'airport-passengers');
    // What is about oneself is of no programme; of the audit chain everybody reads what is about their own.
    const elsewhere = routes.filter(([, path]) => !/airport-passengers|\/account|\/audit/.test(path));
    for (const route of elsewhere)
      expect([route[1], await statusFor(headers, route)]).toEqual([route[1], 403]);
  });

  it('nobody learns of a wave of another programme whether it is there', async () => {
    const ask = async (headers: Record<string, string>, route: (typeof routes)[number], id: string) => {
      const [method, path, , body] = route;
      const init = body === undefined ? { method, headers } : json(method, body, headers);
      const reply = await manyi.app.request(path.replace('short-2026', id), init);
      return [path, reply.status, await reply.text()];
    };
    const ofWaves = routes.filter(([, path]) => path.startsWith('/api/waves/'));
    expect(ofWaves.length).toBeGreaterThan(10);
    const elsewhere = await manyi.signIn('evaluator', 'airport-passengers');
    for (const headers of [{}, elsewhere]) {
      for (const route of ofWaves) {
        expect(await ask(headers, route, 'short-2026')).toEqual(await ask(headers, route, 'none'));
      }
    }
    const everywhere = await manyi.signIn('evaluator');
    for (const route of ofWaves) expect((await ask(everywhere, route, 'none'))[1]).toBe(404);
  });

  it('every route of the API is either open to all or in this list', async () => {
    const open = [
      'PUT /api/waves/:wave/responses/:id',
      'GET /api/session',
      'POST /api/session',
      'DELETE /api/session',
      'POST /api/session/code',
      'POST /api/session/enrolment',
      'PUT /api/session/enrolment',
      'GET /api/sign-in-links/:token',
      'POST /api/sign-in-links/:token',
      'GET /api/programmes',
      'GET /api/programmes/:programme',
      'GET /api/programmes/:programme/forms/:form/dimensions',
      'GET /api/programmes/:programme/forms/:form/dimensions/:dimension',
      'GET /api/waves/:wave/questionnaire',
      'GET /api/waves/:wave/questionnaires/:hash',
      'GET /api/openapi.json',
    ];
    const guardedByWhatIsThere = [
      'GET /api/releases/:hash',
      'GET /api/releases/:hash/sealed',
      'GET /api/imports/:id',
      'DELETE /api/imports/:id',
    ];
    const listed = routes.map(([method, path]) => `${method} ${path.replace(/\?.*/, '')}`);
    const pattern = (route: string) => new RegExp(`^${route.replaceAll(/:\w+/g, '[^/]+')}$`);
    const unknown = [...apiRoutes()].filter(
      (route) =>
        !open.includes(route) &&
        !guardedByWhatIsThere.includes(route) &&
        !listed.some((each) => pattern(route).test(each)),
    );
    expect(unknown).toEqual([]);
  });

  it('an address in disguise is judged like the plain one, and never more kindly', async () => {
    const disguises = (path: string) => {
      const [plain = '', query = ''] = path.split('?');
      const rest = query === '' ? '' : `?${query}`;
      const last = plain.lastIndexOf('/');
      return [
        plain.replace('/api/', '//api/'),
        plain.replace('/api/', '/api//'),
        `${plain.slice(0, last)}%2F${plain.slice(last + 1)}`,
        `${plain.slice(0, last)}%5C${plain.slice(last + 1)}`,
        plain.replace('/api/', '/x/%2e%2e/api/'),
        plain.replace('/api/', '/API/'),
        `${plain}.`,
        `${plain}/`,
      ].map((each) => each + rest);
    };
    const official = await manyi.signIn('official');
    for (const [method, path, allowed, body] of routes) {
      for (const disguise of disguises(path)) {
        expect([disguise, [401, 404]]).toEqual([
          disguise,
          expect.arrayContaining([await statusFor({}, [method, disguise, [], body])]),
        ]);
        if (allowed.includes('official')) continue;
        expect([disguise, [403, 404]]).toEqual([
          disguise,
          expect.arrayContaining([await statusFor(official, [method, disguise, [], body])]),
        ]);
      }
    }
  });

  it('whoever changes something answers for it in the audit chain', async () => {
    const count = async () => (await manyi.deps.storage.lastAudit())?.number ?? 0;
    for (const role of ['administrator', 'evaluator'] as const) {
      const headers = await manyi.signIn(role);
      for (const route of routes) {
        const [method, path] = route;
        const before = await count();
        const status = await statusFor(headers, route);
        const isChange = method !== 'GET' || path.endsWith('.csv');
        // An import is written down when it is done.
        if (status >= 300 || !isChange || status === 202) continue;
        // There is nothing to end, nothing that was told, and a secret counts with its first code only.
        if (/\/account\/(sessions|notices|second-factor)$/.test(path)) continue;
        expect([method, path, (await count()) > before]).toEqual([method, path, true]);
      }
    }
    const actions = (await manyi.deps.storage.auditAfter(0, 1000)).map(({ action }) => action);
    expect(new Set(actions)).toEqual(
      new Set([
        'waveCreated',
        'waveOpened',
        'waveClosed',
        'waveReopened',
        'openLinkChanged',
        'invitationsIssued',
        'responsesExported',
        'userAdded',
        'accessRefused',
        'responsesCounted',
        'estimatesViewed',
        'linkIssued',
        'signedIn',
      ]),
    );
  });

  it('an official cannot read single responses', async () => {
    const headers = await manyi.signIn('official');
    const reply = await manyi.app.request(`/api/waves/${manyi.wave}/responses.csv`, { headers });
    expect(reply.status).toBe(403);
    expect(await reply.json()).toMatchObject({ code: 'forbidden' });
  });
});

describe('the OpenAPI document', () => {
  it('names every route of the application', async () => {
    const reply = await manyi.app.request('/api/openapi.json');
    const { paths } = (await reply.json()) as { paths: Record<string, object> };
    expect(Object.keys(paths)).toContain('/api/waves/{wave}/responses/{id}');
    const named = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const served = [...apiRoutes()].map((route) => route.replaceAll(/:(\w+)/g, '{$1}'));
    expect(named.sort()).toEqual(served.filter((route) => route !== 'GET /api/openapi.json').sort());
  });
});
