import { environment } from '../settings.ts';
import { commands } from './commands.ts';

export function helpText(name?: string): string {
  const command = commands.find((each) => each.name === name);
  if (command) {
    const ways = command.usage
      .split(' | ')
      .map((way) => `  manyi ${way.split(' ')[0] === command.name ? '' : `${command.name} `}${way}`);
    return [...ways, '', command.summary, ...(command.details ?? [])].join('\n');
  }
  const width = Math.max(...commands.map((each) => each.name.length));
  return [
    'manyi <command> [options]',
    '',
    ...commands.map((each) => `  ${each.name.padEnd(width)}  ${each.summary}`),
    '',
    'manyi help <command> says how one is called, manyi --version which one this is.',
    '',
    'Environment:',
    ...Object.entries(environment).map(([variable, meaning]) => `  ${variable.padEnd(18)}  ${meaning}`),
  ].join('\n');
}
