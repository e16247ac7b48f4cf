import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandLine } from '../access/audit-event.ts';
import { hashToken, newToken } from '../access/token.ts';
import { confirmProposal } from '../people/change-people.ts';
import { newSignInLink } from '../access/use-sign-in-link.ts';
import type { Grant, Session } from '../storage/storage.ts';
import { json, testManyi, type TestManyi } from '../testing.ts';

let manyi: TestManyi;
beforeEach(async () => {
  manyi = await testManyi();
});
afterEach(() => manyi.deps.storage.close());

const everything = (role: Grant['role']) => ({ role, programme: '*' });
const whoIs = async (cookie: string) => {
  const reply = await manyi.app.request('/api/session', { headers: { cookie } });
  return reply.status === 200 ? ((await reply.json()) as { name?: string; awaits?: string }) : reply.status;
};
/** The one session there is of this person, as whoever has the database would write it anew. */
async function rewrite(token: string, changes: Partial<Session>): Promise<void> {
  const { storage } = manyi.deps;
  const { awaits: _, ...session } = (await storage.session(hashToken(token)))!;
  await storage.removeSession(session.tokenHash);
  await storage.addSession({ ...session, ...changes });
}

describe('a row put into the database past the platform', () => {
  it('is no session, whoever knows a token that hashes to it', async () => {
    const { cookie = '' } = await manyi.signIn('evaluator');
    expect(await whoIs(cookie)).toMatchObject({ name: 'evaluator *' });
    const token = newToken();
    const now = manyi.deps.clock();
    const session = { user: 'evaluator *', createdAt: now, lastSeenAt: now, network: '' };
    await manyi.deps.storage.addSession({ ...session, tokenHash: hashToken(token) });
    expect(await whoIs(`manyi_session=${token}`)).toBe(401);
    const [name, own = ''] = cookie.split('=');
    await manyi.deps.storage.addSession({ ...session, tokenHash: hashToken(own.slice(0, -1)) });
    expect(await whoIs(`${name}=${own.slice(0, -1)}`)).toBe(401);
    expect(await whoIs(cookie)).toMatchObject({ name: 'evaluator *' });
  });

  it('makes nobody of a session somebody else, nor one who has given the second factor', async () => {
    await manyi.signIn('evaluator');
    const { cookie = '' } = await manyi.signIn('official');
    const token = cookie.slice(cookie.indexOf('=') + 1);
    await rewrite(token, { user: 'evaluator *' });
    expect(await whoIs(cookie)).toBe(401);

    const strict = await testManyi(undefined, { secondFactor: 'all' });
    const loose = manyi;
    manyi = strict;
    try {
      const waiting = (await manyi.signIn('official'))['cookie']!;
      expect(await whoIs(waiting)).toEqual({ awaits: 'enrolment' });
      await rewrite(waiting.slice(waiting.indexOf('=') + 1), {});
      expect(await whoIs(waiting)).toBe(401);
    } finally {
      manyi = loose;
      await strict.deps.storage.close();
    }
  });

  it('makes no link, and sends no link elsewhere', async () => {
    const { deps } = manyi;
    for (const id of ['mine', 'theirs']) {
      await deps.storage.putUser({ id, name: id, isDisabled: false, grants: [everything('official')] });
    }
    const look = async (token: string) => (await manyi.app.request(`/api/sign-in-links/${token}`)).status;
    const expiresAt = deps.clock() + 60_000;
    const token = newToken(128);
    const link = { tokenHash: hashToken(token), user: 'theirs', purpose: 'setPassword', expiresAt } as const;
    await deps.storage.addSignInLink(link);
    expect(await look(token)).toBe(410);
    const own = await newSignInLink(deps, 'mine', 'signIn', commandLine);
    expect(await look(own)).toBe(200);
    for (const changed of [
      { user: 'theirs', purpose: 'signIn' } as const,
      { user: 'mine', purpose: 'setPassword' } as const,
    ]) {
      await deps.storage.takeSignInLink(hashToken(own), 0);
      await deps.storage.addSignInLink({ ...changed, tokenHash: hashToken(own), expiresAt });
      expect(await look(own)).toBe(410);
    }
  });

  it('is no proposal that another administrator can confirm', async () => {
    const { cookie = '' } = await manyi.signIn('administrator');
    const other = { name: 'other', isDisabled: false, grants: [everything('administrator')] };
    await manyi.deps.storage.putUser({ ...other, id: 'other', passwordHash: 'scrypt$1' });
    const made = await manyi.app.request(
      '/api/users',
      json('POST', { name: 'Zhao', grants: [everything('administrator')] }, { cookie }),
    );
    const { proposal } = (await made.json()) as { proposal: { id: string } };
    const [genuine] = await manyi.deps.storage.proposals();
    await manyi.deps.storage.addProposal({ ...genuine!, id: 'forged' });
    await manyi.deps.storage.takeProposal(genuine!.id);
    const raised = { ...genuine!, grants: JSON.stringify([everything('evaluator')]) };
    await manyi.deps.storage.addProposal(raised);
    for (const id of ['forged', proposal.id]) {
      await expect(confirmProposal(manyi.deps, id, { user: 'other', name: 'other' })).rejects.toMatchObject({
        code: 'proposalUnproven',
      });
    }
    await manyi.deps.storage.takeProposal(proposal.id);
    await manyi.deps.storage.addProposal(genuine!);
    expect(await confirmProposal(manyi.deps, proposal.id, { user: 'other', name: 'other' })).toMatchObject({
      user: { name: 'Zhao' },
    });
  });
});
