import { version } from '../../package.json';
import { readSettings, strayVariables } from '../settings.ts';
import { CommandError } from './command.ts';
import { commands } from './commands.ts';
import { describeError } from './describe-error.ts';
import { helpText } from './help.ts';

type Variables = Readonly<Record<string, string | undefined>>;

export interface Terminal {
  readonly say: (text: string) => void;
  readonly complain: (text: string) => void;
}

/**
 * `manyi <command> [options]`: reads the environment, runs one command, says what went wrong.
 *
 * @returns the exit status: 0; 1 when the work failed; 2 when the command was called wrongly
 */
export async function runCommandLine(
  [name = 'help', ...parameters]: readonly string[],
  variables: Variables,
  { say, complain }: Terminal = { say: console.log, complain: console.error },
): Promise<number> {
  if (['version', '--version', '-v'].includes(name)) {
    say(`manyi ${version}`);
    return 0;
  }
  const isHelp = ['help', '--help', '-h'].includes(name);
  const wanted = isHelp ? parameters[0] : name;
  const command = commands.find((each) => each.name === wanted);
  if (wanted !== undefined && !command) {
    complain(`There is no command "${wanted}".\n\n${helpText()}`);
    return 2;
  }
  if (!command || isHelp || parameters.some((each) => each === '--help' || each === '-h')) {
    say(helpText(command?.name));
    return 0;
  }
  for (const sentence of strayVariables(variables)) complain(sentence);
  try {
    return await command.run(readSettings(variables), parameters);
  } catch (error) {
    if (!(error instanceof CommandError)) {
      complain(describeError(error));
      return 1;
    }
    complain(`${error.message}\n${helpText(command.name).split('\n\n')[0]}`);
    return 2;
  }
}
