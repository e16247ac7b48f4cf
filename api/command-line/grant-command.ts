import { grantToApplication } from '../storage/postgres/grant-to-application.ts';
import { CommandError, readOptions, required, type Command } from './command.ts';

export const grantCommand: Command = {
  name: 'grant',
  usage: 'grant --to <role>',
  summary: 'Let a PostgreSQL role run the platform without owning its tables.',
  details: [
    'The role may add to the audit chain, to documents and to releases, and change or remove nothing there; it removes',
    'no response, changes no column but those the platform changes, and locks and makes no table. Run it as',
    'the owner of the tables (MANYI_DATABASE), after the first start and after each version with a migration.',
  ],
  async run({ database }, parameters) {
    const { values } = readOptions(parameters, { to: { type: 'string' } });
    const role = required(values.to, 'to');
    if (!/^postgres(ql)?:/.test(database)) {
      throw new CommandError('SQLite has no roles: whoever may write to the file may write all of it.');
    }
    const kept = await grantToApplication(database, role);
    console.log(`${role} may run the platform now; name it in the MANYI_DATABASE of "manyi serve".`);
    for (const sentence of kept) console.warn(`${role} can do more than it needs. ${sentence}`);
    return 0;
  },
};
