import { Hono } from 'hono';
import * as v from 'valibot';
import { authorize, everyProgramme } from '../access/authorize.ts';
import { holdsConflict } from '../access/grants.ts';
import { neverTogether, roleNames, roles } from '../access/roles.ts';
import { type Change, changePeople, confirmProposal, type Outcome, refuseProposal } from './change-people.ts';
import { disableUser, endSessionsOf, resetSecondFactor } from './disable-user.ts';
import type { Deps, Env } from '../deps.ts';
import { publicAddress } from '../http/public-address.ts';
import type { Grant, Proposal, User } from '../storage/storage.ts';
import { isStorableText } from '../storage/storable-text.ts';
import { jsonBody } from '../http/body.ts';
import { endedReply } from '../access/access-replies.ts';
import { described } from '../http/described.ts';
import { listOf } from '../http/reply-schema.ts';
import { doneReply, personReply, proposalsReply, proposedReply, rolesReply } from './people-replies.ts';
import { json } from '../http/json-reply.ts';

const MOST_GRANTS = 36;

const grantList = v.pipe(
  v.array(
    v.strictObject({
      role: v.picklist(roleNames),
      programme: v.pipe(v.string(), v.maxLength(64)),
    }),
  ),
  v.minLength(1),
  v.maxLength(MOST_GRANTS),
);
const newUser = v.strictObject({
  name: v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1),
    v.maxLength(100),
    v.check((name) => isStorableText(name) && !/\p{Cc}/u.test(name), 'a name without control characters'),
  ),
  grants: grantList,
});
const newGrants = v.strictObject({ grants: grantList });

/** People and their roles. What needs another administrator's word comes back as a proposal, with 202. */
export function peopleRoutes(deps: Deps) {
  const { storage } = deps;
  const administrator = (actor: Env['Variables']['actor']) =>
    authorize(actor, 'people.manage', everyProgramme);

  return new Hono<Env>()
    .get(
      '/roles',
      described('The roles there are, what each may do, and which exclude each other', { 200: rolesReply }),
      (c) => {
        administrator(c.get('actor'));
        const reply: v.InferOutput<typeof rolesReply> = {
          roles: roleNames.map((name) => {
            const { actions, isWeighty, isOverAll } = roles[name];
            return { name, actions, isWeighty, isOverAll };
          }),
          neverTogether,
        };
        return json(c, reply);
      },
    )
    .get('/users', described('Everybody who can sign in', { 200: listOf(personReply) }), async (c) => {
      administrator(c.get('actor'));
      return json(c, (await storage.users()).map(personForStaff));
    })
    .post(
      '/users',
      described('Add a person', { 201: doneReply, 202: proposedReply }),
      jsonBody(newUser),
      async (c) => {
        const actor = administrator(c.get('actor'));
        const outcome = await changePeople(deps, { kind: 'addUser', ...c.req.valid('json') }, actor);
        return 'proposal' in outcome
          ? json(c, outcomeForStaff(deps, outcome), 202)
          : json(c, outcomeForStaff(deps, outcome), 201);
      },
    )
    .put(
      '/users/:id/grants',
      described('Give a person these roles instead', { 200: doneReply, 202: proposedReply }),
      jsonBody(newGrants),
      async (c) => {
        const actor = administrator(c.get('actor'));
        const { grants } = c.req.valid('json');
        const change: Change = { kind: 'setGrants', user: c.req.param('id'), grants };
        const outcome = await changePeople(deps, change, actor);
        return json(c, outcomeForStaff(deps, outcome), 'proposal' in outcome ? 202 : 200);
      },
    )
    .post(
      '/users/:id/link',
      described('A new one-time link', { 200: doneReply, 202: proposedReply }),
      async (c) => {
        const actor = administrator(c.get('actor'));
        const outcome = await changePeople(deps, { kind: 'issueLink', user: c.req.param('id') }, actor);
        return json(c, outcomeForStaff(deps, outcome), 'proposal' in outcome ? 202 : 200);
      },
    )
    .post('/users/:id/disable', described('Shut a person out', { 200: personReply }), async (c) => {
      const actor = administrator(c.get('actor'));
      return json(c, personForStaff(await disableUser(deps, c.req.param('id'), actor)));
    })
    .post(
      '/users/:id/enable',
      described('Let a person in again', { 200: doneReply, 202: proposedReply }),
      async (c) => {
        const actor = administrator(c.get('actor'));
        const outcome = await changePeople(deps, { kind: 'enableUser', user: c.req.param('id') }, actor);
        return json(c, outcomeForStaff(deps, outcome), 'proposal' in outcome ? 202 : 200);
      },
    )
    .delete(
      '/users/:id/sessions',
      described('End all sessions of a person', { 200: endedReply }),
      async (c) => {
        const actor = administrator(c.get('actor'));
        return json(c, { ended: await endSessionsOf(deps, c.req.param('id'), actor) });
      },
    )
    .delete(
      '/users/:id/second-factor',
      described('Take the second factor from a person who lost it', { 204: 'nothing' }),
      async (c) => {
        const actor = administrator(c.get('actor'));
        await resetSecondFactor(deps, c.req.param('id'), actor);
        return c.body(null, 204);
      },
    )
    .get(
      '/proposals',
      described('What waits for another administrator’s word', { 200: proposalsReply }),
      async (c) => {
        const actor = administrator(c.get('actor'));
        const names = new Map((await storage.users()).map(({ id, name }) => [id, name]));
        return json(
          c,
          (await storage.proposals()).map((proposal) => ({
            ...proposalForStaff(proposal),
            proposedBy: names.get(proposal.proposedBy) ?? '',
            isOwn: proposal.proposedBy === actor.user,
          })),
        );
      },
    )
    .post(
      '/proposals/:id/confirm',
      described('Let a proposal of another administrator be done', { 200: doneReply }),
      async (c) => {
        const actor = administrator(c.get('actor'));
        return json(c, outcomeForStaff(deps, await confirmProposal(deps, c.req.param('id'), actor)));
      },
    )
    .delete(
      '/proposals/:id',
      described('Refuse a proposal, or take back one’s own', { 204: 'nothing' }),
      async (c) => {
        const actor = administrator(c.get('actor'));
        await refuseProposal(deps, c.req.param('id'), actor);
        return c.body(null, 204);
      },
    );
}

/** Where a one-time link leads. */
export function linkPath(token: string): string {
  return `/staff/enter/${token}`;
}

function outcomeForStaff(
  deps: Pick<Deps, 'publicUrl'>,
  outcome: Outcome,
): v.InferOutput<typeof doneReply> | v.InferOutput<typeof proposedReply> {
  if ('proposal' in outcome) return { proposal: proposalForStaff(outcome.proposal) };
  const { user, link } = outcome;
  return {
    user: personForStaff(user),
    ...(link === undefined ? {} : { link: publicAddress(deps, linkPath(link)) }),
  };
}

function proposalForStaff({ id, kind, user, name, grants, proposedAt }: Proposal) {
  return { id, kind, user, name, grants: JSON.parse(grants) as Grant[], proposedAt };
}

function personForStaff({
  id,
  name,
  isDisabled,
  grants,
  passwordHash,
  secondFactor,
}: User): v.InferOutput<typeof personReply> {
  return {
    id,
    name,
    isDisabled,
    grants,
    hasPassword: passwordHash !== undefined,
    hasSecondFactor: secondFactor !== undefined,
    hasConflict: holdsConflict(grants),
  };
}
