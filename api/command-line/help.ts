import { environment } from '../settings.ts';
import { commands } from './commands.ts';

export function helpText(name?: string): string {
  const command = commands.find((each) => each.name === name);
  if (command) return `manyi ${command.usage}\n\n${command.summary}`;
  const width = Math.max(...commands.map(({ usage }) => usage.length));
  return [
    'manyi <command> [options]',
    '',
    ...commands.map(({ usage, summary }) => `  ${usage.padEnd(width)}  ${summary}`),
    '',
    'Environment:',
    ...Object.entries(environment).map(([variable, meaning]) => `  ${variable.padEnd(18)}  ${meaning}`),
  ].join('\n');
}
