import { randomUUID } from 'node:crypto';
import { TOTP } from 'otpauth';
import type { Server } from './server.ts';
import { call, PROGRAMME } from './survey.ts';

/** Somebody with an authenticator, and ten recovery codes of which the first is used up. */
export interface Guarded {
  readonly name: string;
  readonly password: string;
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

const PERIOD_MILLISECONDS = 30_000;

export async function addGuarded(server: Server, administrator: string): Promise<Guarded> {
  const [name, password] = [`official ${randomUUID().slice(0, 8)}`, `trial ${randomUUID()}`];
  const grants = [{ role: 'official', programme: PROGRAMME }];
  const added = await (await call(server, 'POST', '/api/users', { name, grants }, administrator)).text();
  const link = /\/staff\/enter\/([\w-]+)/.exec(added)![1]!;
  const entered = await call(server, 'POST', `/api/sign-in-links/${link}`, { password });
  const cookie = entered.headers.get('set-cookie')!.split(';')[0]!;
  const begun = await call(server, 'POST', '/api/account/second-factor', {}, cookie);
  const { secret, sealed } = (await begun.json()) as { readonly secret: string; readonly sealed: string };
  const first = { sealed, code: codeOf(secret, 0) };
  const done = await call(server, 'PUT', '/api/account/second-factor', first, cookie);
  const { recoveryCodes } = (await done.json()) as { readonly recoveryCodes: readonly string[] };
  const person = { name, password, secret, recoveryCodes };
  const status = await signInWith(server, person, recoveryCodes[0]!);
  if (status !== 200) throw new Error(`a recovery code got ${status}`);
  return person;
}

/** The code of the authenticator, so many periods from now; one ahead is taken. */
export function codeOf(secret: string, periods: number): string {
  return new TOTP({ secret }).generate({ timestamp: Date.now() + periods * PERIOD_MILLISECONDS });
}

/** The status the second step of signing in gets. */
export async function signInWith(server: Server, { name, password }: Guarded, code: string): Promise<number> {
  const first = await call(server, 'POST', '/api/session', { name, password });
  const { awaits } = (await first.json()) as { readonly awaits?: string };
  if (awaits !== 'code') return 0;
  const reply = await fetch(`${server.address}/api/session/code`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      cookie: first.headers
        .getSetCookie()
        .map((each) => each.split(';')[0])
        .join('; '),
    },
    body: JSON.stringify({ code }),
  });
  await reply.arrayBuffer();
  return reply.status;
}
