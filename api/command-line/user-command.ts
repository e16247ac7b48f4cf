import { commandLine } from '../access/audit-event.ts';
import { everyProgramme } from '../access/authorize.ts';
import { holdsConflict } from '../access/grants.ts';
import { type Role, roleNames, roles } from '../access/roles.ts';
import { changePeople, type Change } from '../people/change-people.ts';
import { disableUser, resetSecondFactor } from '../people/disable-user.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import { linkPath } from '../people/people-routes.ts';
import type { User } from '../storage/storage.ts';
import { CommandError, readOptions, required, type Command } from './command.ts';
import { withManyi } from './with-manyi.ts';

export const userCommand: Command = {
  name: 'user',
  usage:
    'user --name <name> --role <role> --programme <name or *> | user list | ' +
    'user disable|enable|link|reset-second-factor <name>',
  summary: `Add a person and print the one-time link to choose a password (roles: ${roleNames.join(', ')}).`,
  details: [
    'An administrator is one of all programmes; for the other roles say which, "*" for all of them.',
    'Whoever holds the machine needs nobody else’s word; the audit chain says it was the command line.',
  ],
  async run(settings, parameters) {
    const { values, positionals } = readOptions(
      parameters,
      { name: { type: 'string' }, role: { type: 'string' }, programme: { type: 'string' } },
      // A name may have spaces.
      Infinity,
    );
    const [verb, ...rest] = positionals;
    if (verb === undefined) {
      const name = required(values.name, 'name');
      const role = roleNames.find((each) => each === values.role);
      if (!role) throw new CommandError(`--role must be one of ${roleNames.join(', ')}.`);
      const programme = programmeOf(role, values.programme);
      return withManyi(settings, async ({ deps }) => {
        const change: Change = { kind: 'addUser', name, grants: [{ role, programme }] };
        return print(await changed(deps, change), settings.publicUrl);
      });
    }
    return withManyi(settings, async ({ deps }) => {
      if (verb === 'list') return list(await deps.storage.users());
      const user = await deps.storage.userByName(rest.join(' '));
      if (!user) throw new CommandError(`There is nobody called "${rest.join(' ')}"; see "manyi user list".`);
      switch (verb) {
        case 'disable':
          await orCommandError(disableUser(deps, user.id, commandLine));
          return 0;
        case 'enable':
          await changed(deps, { kind: 'enableUser', user: user.id });
          return 0;
        case 'link':
          return print(await changed(deps, { kind: 'issueLink', user: user.id }), settings.publicUrl);
        case 'reset-second-factor':
          await orCommandError(resetSecondFactor(deps, user.id, commandLine));
          return 0;
        default:
          throw new CommandError(`There is no "user ${verb}".`);
      }
    });
  },
};

/** Nothing is granted over everything because somebody left it out. */
function programmeOf(role: Role, given: string | undefined): string {
  if (roles[role].isOverAll) return everyProgramme;
  if (given === undefined)
    throw new CommandError(`--programme is missing: name one, or "*" for all of them.`);
  return given;
}

async function changed(deps: Deps, change: Change): Promise<string | undefined> {
  const outcome = await orCommandError(changePeople(deps, change, commandLine));
  return 'link' in outcome ? outcome.link : undefined;
}

/** A problem in the words of a command. */
async function orCommandError<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Problem) throw new CommandError([error.message, ...(error.details ?? [])].join(' '));
    throw error;
  }
}

function print(link: string | undefined, publicUrl = ''): number {
  if (link !== undefined) console.log(`${publicUrl}${linkPath(link)}`);
  return 0;
}

function list(users: readonly User[]): number {
  for (const { name, isDisabled, passwordHash, secondFactor, grants } of users) {
    const state = isDisabled ? 'shut out' : passwordHash === undefined ? 'no password yet' : 'can sign in';
    const held = grants.map(({ role, programme }) => `${role} (${programme})`).join(', ');
    const remarks = [
      ...(secondFactor === undefined ? [] : ['second factor']),
      ...(holdsConflict(grants) ? ['holds roles that exclude each other: take one away'] : []),
    ];
    console.log([name, state, held, ...remarks].join('\t'));
  }
  return 0;
}
