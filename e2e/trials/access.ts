import { temporaryFolder } from './children.ts';
import { Promises } from './promises.ts';
import { freePort, startServer, type Server } from './server.ts';
import { addPerson, call, openSurvey, PROGRAMME } from './survey.ts';
import type { Trial } from './trial.ts';

type Who = 'nobody' | 'administrator' | 'evaluator' | 'stranger' | 'official';

/** Who may do what, from the description of the roles: everybody else is refused. */
const demands: readonly {
  readonly method: string;
  readonly path: string;
  readonly may: readonly Who[];
}[] = [
  { method: 'GET', path: '/api/users', may: ['administrator'] },
  { method: 'POST', path: '/api/users', may: ['administrator'] },
  { method: 'GET', path: '/api/waves/trial-2026', may: ['administrator', 'evaluator', 'official'] },
  { method: 'GET', path: '/api/waves/trial-2026/estimates', may: ['evaluator'] },
  { method: 'GET', path: '/api/waves/trial-2026/responses.csv', may: ['evaluator'] },
  { method: 'GET', path: '/api/waves/trial-2026/invitation-batches', may: ['evaluator'] },
  { method: 'POST', path: '/api/waves/trial-2026/invitation-batches', may: ['evaluator'] },
  { method: 'POST', path: '/api/waves/trial-2026/open', may: ['evaluator'] },
  { method: 'POST', path: '/api/waves/trial-2026/close', may: ['evaluator'] },
  { method: 'POST', path: '/api/waves/trial-2026/reopen', may: ['evaluator'] },
  { method: 'POST', path: '/api/waves/trial-2026/releases', may: ['evaluator'] },
  { method: 'POST', path: `/api/programmes/${PROGRAMME}/waves`, may: ['evaluator'] },
  { method: 'GET', path: `/api/programmes/${PROGRAMME}/imports`, may: ['evaluator'] },
  {
    method: 'GET',
    path: `/api/programmes/${PROGRAMME}/releases`,
    may: ['administrator', 'evaluator', 'official'],
  },
];
/** The same place written otherwise: each has to be nothing, or the same verdict. */
const disguises: readonly ((path: string) => string)[] = [
  (path) => `/${path}`,
  (path) => path.replace('/waves', '//waves'),
  (path) => path.replace('/waves/', '/waves%2F'),
  (path) => path.replace('/api', '/API'),
  (path) => `${path}/`,
  (path) => `${path}.`,
  (path) => path.replace('/waves', '/x/..%2fwaves'),
  (path) => path.replace('/waves', '%5Cwaves'),
];

export const access: Trial = {
  name: 'access',
  promise:
    'Every role may do what it is for and nothing else, however the address is written; a session ends with signing out.',
  async run() {
    const promises = new Promises();
    const server = await startServer({ folder: await temporaryFolder('access'), port: await freePort() });
    const survey = await openSurvey(server);
    const cookies: Record<Who, string> = {
      nobody: '',
      administrator: survey.administrator,
      evaluator: survey.evaluator,
      stranger: await addPerson(server, survey.administrator, [
        { role: 'evaluator', programme: 'airport-passengers' },
      ]),
      official: await addPerson(server, survey.administrator, [{ role: 'official', programme: PROGRAMME }]),
    };
    let asked = 0;
    const ask = async (who: Who, method: string, path: string) => {
      asked += 1;
      const headers = { cookie: cookies[who], 'content-type': 'application/json' };
      // A body that is refused only after the right to send one was looked at, or before: never carried out.
      const reply = await fetch(server.address + path, {
        method,
        headers,
        ...(method === 'GET' ? {} : { body: '{}' }),
      });
      await reply.arrayBuffer();
      return reply.status;
    };
    for (const { method, path, may } of demands) {
      for (const who of Object.keys(cookies) as Who[]) {
        const status = await ask(who, method, path);
        const wanted = who === 'nobody' ? [401] : [403];
        // A body that says nothing is refused for what it is, whoever sends it.
        const isRight = may.includes(who)
          ? ![401, 403, 500].includes(status)
          : [...wanted, 400, 422].includes(status);
        promises.expect(isRight, `${who} got ${status} for ${method} ${path}`);
        if (method !== 'GET' || may.includes(who)) continue;
        for (const disguise of disguises) {
          const disguised = await ask(who, method, disguise(path));
          promises.expect(disguised >= 400, `${who} got ${disguised} for ${disguise(path)}`);
        }
      }
    }
    await signOut(server, cookies.official, promises);
    await server.stop();
    promises.tell(`${asked} requests of ${Object.keys(cookies).length} identities`);
    return promises;
  },
};

async function signOut(server: Server, cookie: string, promises: Promises): Promise<void> {
  const session = () => fetch(`${server.address}/api/session`, { headers: { cookie } });
  promises.expect((await session()).status === 200, 'a session did not last until signing out');
  await call(server, 'DELETE', '/api/session', {}, cookie);
  promises.expect((await session()).status === 401, 'a session went on after signing out');
  const invented = `${cookie.split('=')[0]}=${'A'.repeat(22)}`;
  const stranger = await fetch(`${server.address}/api/session`, { headers: { cookie: invented } });
  promises.expect(stranger.status === 401, 'an invented session was taken for one');
}
