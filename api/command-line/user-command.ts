import { commandLine } from '../access/audit.ts';
import { everyProgramme } from '../access/authorize.ts';
import { addUser } from '../actions/add-user.ts';
import { linkPath } from '../routes/people.ts';
import type { Role } from '../storage/storage.ts';
import { CommandError, readOptions, required, type Command } from './command.ts';
import { withManyi } from './with-manyi.ts';

const roles: readonly Role[] = ['administrator', 'evaluator', 'official'];

export const userCommand: Command = {
  name: 'user',
  usage: 'user --name <name> --role <role> [--programme <name>]',
  summary: `Add a person and print the one-time link to choose a password (roles: ${roles.join(', ')}).`,
  async run(settings, parameters) {
    const { values } = readOptions(parameters, {
      name: { type: 'string' },
      role: { type: 'string' },
      programme: { type: 'string' },
    });
    const name = required(values.name, 'name');
    const role = roles.find((each) => each === values.role);
    if (!role) throw new CommandError(`--role must be one of ${roles.join(', ')}.`);
    return withManyi(settings, async ({ deps }) => {
      const programme = values.programme ?? everyProgramme;
      if (programme !== everyProgramme && !deps.programmes.has(programme)) {
        throw new CommandError(`There is no programme "${programme}".`);
      }
      const { link } = await addUser(deps, name, [{ role, programme }], commandLine);
      console.log(`${settings.publicUrl ?? ''}${linkPath(link)}`);
      return 0;
    });
  },
};
