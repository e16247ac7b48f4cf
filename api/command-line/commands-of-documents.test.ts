import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commands } from './commands.ts';
import { environment } from '../settings.ts';
import { scripts } from '../../package.json';

const documents = [
  'README.md',
  'README.zh-Hans.md',
  'e2e/trials/README.md',
  'e2e/benchmarks/README.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
].map((path) => ({ path, text: readFileSync(path, 'utf8') }));
const operations = documents.find(({ path }) => path === 'docs/operations.md')!.text;
/** Read by the tests and the tools only. */
const ofTests = [
  'MANYI_REAL_DATA',
  'MANYI_BROWSER',
  'MANYI_GOLDEN',
  'MANYI_TEST_POSTGRES',
  'MANYI_TEST_ENGINE',
];

/** Each way a document calls `manyi`: the command and the line's rest. */
function callsOf(text: string): { name: string; rest: string }[] {
  const calls = text.matchAll(/(?:manyi\.js|`manyi) ([a-z]+)([^`\n']*)/g);
  return [...calls].map(([, name = '', rest = '']) => ({ name, rest }));
}

describe.each(documents)('$path', ({ text }) => {
  it('names commands that exist, with options they take', () => {
    for (const { name, rest } of callsOf(text)) {
      if (name === 'help') continue;
      const command = commands.find((each) => each.name === name);
      expect(command, `manyi ${name}`).not.toBe(undefined);
      for (const [option] of rest.matchAll(/--[a-z][a-z-]*/g)) {
        const told = [command!.usage, ...(command!.details ?? [])].join(' ');
        expect(told, `manyi ${name} ${option}`).toContain(option);
      }
    }
  });

  it('names settings that exist', () => {
    const named = [...text.matchAll(/MANYI_[A-Z_]+/g)].map(([variable]) => variable);
    expect(named.filter((variable) => !(variable in environment) && !ofTests.includes(variable))).toEqual([]);
  });

  it('names scripts that exist', () => {
    const named = [...text.matchAll(/npm run ([a-z:-]+)/g)].map(([, script = '']) => script);
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });
});

describe('docs/operations.md', () => {
  it('has every setting in its table', () => {
    const rows = [...operations.matchAll(/^\| `(MANYI_[A-Z_]+)`/gm)].map(([, variable]) => variable);
    expect(rows.sort()).toEqual(Object.keys(environment).sort());
  });

  it('names every command', () => {
    const named = [...operations.matchAll(/`([a-z]+)`/g)].map(([, name]) => name);
    expect(commands.map(({ name }) => name).filter((name) => !named.includes(name))).toEqual([]);
  });
});
