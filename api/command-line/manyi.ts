import { readSettings } from '../settings.ts';
import { commands } from './commands.ts';
import { CommandError } from './command.ts';
import { helpText } from './help.ts';

/** `manyi <command> [options]`: reads the environment, runs one command, says what went wrong. */
// Whatever is written (the database and its log, uploads, keys, backups) is for its owner alone.
process.umask(0o077);

const [name = 'help', ...parameters] = process.argv.slice(2);
const command = commands.find((each) => each.name === name);

if (name === 'help' || name === '--help' || name === '-h') {
  console.log(helpText(parameters[0]));
} else if (!command) {
  console.error(`There is no command "${name}".\n\n${helpText()}`);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await command.run(readSettings(process.env), parameters);
  } catch (error) {
    console.error(error instanceof CommandError ? error.message : describe(error));
    process.exitCode = error instanceof CommandError ? 2 : 1;
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isOccupied = 'code' in error && error.code === 'EADDRINUSE';
  if (isOccupied) return 'The port is in use by another program. Set MANYI_PORT to another one.';
  const details = 'details' in error && Array.isArray(error.details) ? error.details.join('\n') : '';
  return details === '' ? error.message : `${error.message}\n${details}`;
}
