import type { Grant } from './storage/storage.ts';
import { json, TEST_PASSWORD, testPasswordHash, type TestManyi } from './testing.ts';

export type Headers = Record<string, string>;

export const grant = (role: Grant['role'], programme = 'quality-district'): Grant => ({ role, programme });

/** How people ask the application of a test over HTTP. */
export function asking(manyi: () => TestManyi) {
  async function ask(method: string, path: string, headers: Headers, body?: unknown) {
    const init = method === 'GET' ? { headers } : json(method, body ?? {}, headers);
    const reply = await manyi().app.request(path, init);
    const text = await reply.text();
    return { status: reply.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, never> };
  }

  async function signIn(name: string, password = TEST_PASSWORD): Promise<Headers> {
    const reply = await manyi().app.request('/api/session', json('POST', { name, password }));
    return { cookie: /manyi_session=[^;]+/.exec(reply.headers.get('set-cookie')!)![0] };
  }

  /** Somebody with a password, signed in. */
  async function signedIn(name: string, ...grants: Grant[]): Promise<Headers> {
    const passwordHash = await testPasswordHash;
    await manyi().deps.storage.putUser({ id: name, name, passwordHash, isDisabled: false, grants });
    return signIn(name);
  }

  const actions = async () =>
    (await manyi().deps.storage.auditAfter(0, 1000)).map(({ action, details }) => [
      action,
      JSON.parse(details) as unknown,
    ]);

  return { ask, signIn, signedIn, actions };
}
