import { randomUUID } from 'node:crypto';
import { canonicalJson } from '../../core/canonical-json.ts';
import { auditEvent, commandLine, type Doer } from '../access/audit-event.ts';
import { everyProgramme } from '../access/authorize.ts';
import { checkName } from '../access/look-alike-names.ts';
import { checkGrants, isWeighty } from '../access/grants.ts';
import type { Deps } from '../deps.ts';
import { auditKey } from '../keys/audit-key.ts';
import { Problem } from '../problems.ts';
import { isSealedWith } from '../storage/audit-seal.ts';
import type { Grant, Proposal, User } from '../storage/storage.ts';
import { newSignInLink } from '../access/use-sign-in-link.ts';

type PeopleDeps = Pick<Deps, 'storage' | 'clock' | 'programmes' | 'keys'>;

/** What somebody wants done with a person; of one to be added the id is made up here. */
export type Change =
  | { readonly kind: 'addUser'; readonly name: string; readonly grants: readonly Grant[] }
  | { readonly kind: 'setGrants'; readonly user: string; readonly grants: readonly Grant[] }
  | { readonly kind: 'enableUser' | 'issueLink'; readonly user: string };

/** What came of it: it is done, or it waits for another administrator. */
export type Outcome = { readonly user: User; readonly link?: string } | { readonly proposal: Proposal };

/**
 * Does it, or proposes it: what makes somebody an administrator or an evaluator, and a link that would change a
 * password there is, needs another administrator's word as soon as there is another. While there is one only, the
 * audit chain says so. Whoever holds the machine needs nobody's word.
 */
export async function changePeople(deps: PeopleDeps, change: Change, by: Doer): Promise<Outcome> {
  const user = await personOf(deps, change);
  if ('grants' in change) checkGrants(deps, change.grants);
  if (change.kind === 'addUser') await checkName(deps.storage, change.name);
  const wanted: Proposal = {
    id: randomUUID(),
    kind: change.kind,
    user: user.id,
    name: user.name,
    grants: canonicalJson('grants' in change ? change.grants : []),
    proposedBy: by.user,
    proposedAt: deps.clock(),
  };
  if (by.user === commandLine.user || !isSerious(change, user)) return carryOut(deps, wanted, by);
  if (!(await hasOtherAdministrator(deps, by)))
    return carryOut(deps, wanted, by, { onlyAdministrator: true });
  const event = auditEvent(deps, by, 'proposalMade', user.id, proposalDetails(wanted));
  if (wanted.kind === 'addUser' && (await deps.storage.userByName(wanted.name)))
    throw new Problem('nameTaken');
  await deps.storage.addProposal(wanted, event);
  return { proposal: wanted };
}

/** Another administrator's word: what was proposed is done, and both names are on the audit chain. */
export async function confirmProposal(deps: PeopleDeps, id: string, by: Doer): Promise<Outcome> {
  const proposal = (await deps.storage.proposals()).find((each) => each.id === id);
  if (!proposal) throw new Problem('proposalGone');
  if (proposal.proposedBy === by.user) throw new Problem('ownProposal');
  if (!(await wasProposed(deps, proposal))) throw new Problem('proposalUnproven');
  const proposer = await deps.storage.user(proposal.proposedBy);
  // A proposal is worth what its author still is.
  if (!proposer || proposer.isDisabled || !isAdministrator(proposer)) throw new Problem('proposerGone');
  checkGrants(deps, JSON.parse(proposal.grants) as Grant[]);
  if (proposal.kind === 'addUser') await checkName(deps.storage, proposal.name);
  if (!(await deps.storage.takeProposal(id))) throw new Problem('proposalGone');
  return carryOut(deps, proposal, by, { proposedBy: proposer.name, proposer: proposer.id });
}

/** One that was put into the database past the platform has no word on the chain, or none with a seal. */
async function wasProposed({ storage, keys }: PeopleDeps, proposal: Proposal): Promise<boolean> {
  const { user, proposedBy } = proposal;
  const details = canonicalJson(proposalDetails(proposal));
  for (let below: number | undefined; ;) {
    const filter = { action: 'proposalMade', actor: proposedBy, subjects: [user] };
    const found = await storage.auditBack(below === undefined ? filter : { ...filter, below }, 100);
    const entry = found.find((each) => each.details === details);
    if (entry) return isSealedWith(entry, auditKey(keys));
    if (found.length === 0) return false;
    below = found.at(-1)!.number;
  }
}

/** Refuses it, or takes back one's own. */
export async function refuseProposal(deps: PeopleDeps, id: string, by: Doer): Promise<void> {
  const event = auditEvent(deps, by, 'proposalRefused', id);
  if (!(await deps.storage.takeProposal(id, event))) throw new Problem('proposalGone');
}

function proposalDetails({ id, kind, name, grants }: Proposal) {
  return { proposal: id, kind, name, grants: JSON.parse(grants) as unknown };
}

async function personOf({ storage }: PeopleDeps, change: Change): Promise<User> {
  if (change.kind === 'addUser')
    return { id: randomUUID(), name: change.name, isDisabled: false, grants: change.grants };
  const user = await storage.user(change.user);
  if (!user) throw new Problem('personUnknown');
  return user;
}

function isSerious(change: Change, user: User): boolean {
  switch (change.kind) {
    case 'addUser':
    case 'enableUser':
      return user.grants.some(isWeighty);
    case 'setGrants':
      return change.grants.some((grant) => isWeighty(grant) && !holds(user, grant));
    case 'issueLink':
      return user.passwordHash !== undefined;
  }
}

function holds({ grants }: User, { role, programme }: Grant): boolean {
  return grants.some(
    (grant) => grant.role === role && (grant.programme === programme || grant.programme === everyProgramme),
  );
}

function isAdministrator({ grants }: User): boolean {
  return grants.some(({ role, programme }) => role === 'administrator' && programme === everyProgramme);
}

/** Somebody else who could give a word: enabled, and with a password to sign in with. */
async function hasOtherAdministrator({ storage }: PeopleDeps, by: Doer): Promise<boolean> {
  return (await storage.users()).some(
    (user) =>
      user.id !== by.user && !user.isDisabled && user.passwordHash !== undefined && isAdministrator(user),
  );
}

/** Who is behind it, where one proposed and another agreed. */
function namesOf(by: Doer, { proposedBy }: Readonly<Record<string, unknown>>): string {
  return typeof proposedBy === 'string' ? `${proposedBy} / ${by.name}` : by.name;
}

async function carryOut(
  deps: PeopleDeps,
  wanted: Proposal,
  by: Doer,
  word: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly user: User; readonly link?: string }> {
  const { storage } = deps;
  const { kind, user: id, name } = wanted;
  const grants = JSON.parse(wanted.grants) as Grant[];
  switch (kind) {
    case 'addUser': {
      const user: User = { id, name, isDisabled: false, grants };
      const event = auditEvent(deps, by, 'userAdded', id, { name, grants, ...word });
      if ((await storage.putUser(user, event)) === 'nameTaken') throw new Problem('nameTaken');
      return { user, link: await newSignInLink(deps, id, 'setPassword', by) };
    }
    case 'setGrants': {
      const event = auditEvent(deps, by, 'grantsChanged', id, { grants, ...word });
      const outcome = await storage.setGrants(id, grants, event);
      if (outcome === 'lastAdministrator') throw new Problem('lastAdministrator');
      break;
    }
    case 'enableUser':
      await storage.enableUser(id, auditEvent(deps, by, 'userEnabled', id, word));
      break;
    case 'issueLink': {
      const user = await storage.user(id);
      const notice = { user: id, at: deps.clock(), kind: 'linkIssued', by: namesOf(by, word) } as const;
      // Who has no password yet is waiting for the link, and has nothing to be told.
      const told = user?.passwordHash === undefined ? undefined : notice;
      const link = await newSignInLink(deps, id, 'setPassword', by, word, told);
      return { user: user!, link };
    }
  }
  const user = await storage.user(id);
  if (!user) throw new Problem('personUnknown');
  return { user };
}
