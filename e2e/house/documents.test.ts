import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scripts } from '../../package.json';
import { commands } from '../../api/command-line/commands.ts';
import { environment } from '../../api/settings.ts';
import { root } from './imports.ts';

const inFolder = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);
const documents = [
  'CONTRIBUTING.md',
  'README.md',
  'README.zh-Hans.md',
  'e2e/trials/README.md',
  'e2e/benchmarks/README.md',
  ...inFolder('docs'),
  ...inFolder('docs/decisions'),
]
  .filter((path) => existsSync(join(root, path)))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
const textOf = (path: string) => documents.find((each) => each.path === path)!.text;
const operations = textOf('docs/operations.md');
/** Read by the tests and the tools only. */
const ofTests = [
  'MANYI_REAL_DATA',
  'MANYI_BROWSER',
  'MANYI_GOLDEN',
  'MANYI_TEST_POSTGRES',
  'MANYI_TEST_ENGINE',
];

const optionsIn = (text: string) => [...new Set([...text.matchAll(/--[a-z][a-z-]*/g)].map(([each]) => each))];

/** Each way a document calls `manyi`: the command and the line's rest. */
function callsOf(text: string): { name: string; rest: string }[] {
  const calls = text.matchAll(/(?:manyi\.js|`manyi) ([a-z]+)([^`\n']*)/g);
  return [...calls].map(([, name = '', rest = '']) => ({ name, rest }));
}

/** Paths of this repository as a document writes them: `api/app.ts`, `core/indices/`; not `surveys/<programme>/`. */
function pathsIn(text: string): readonly string[] {
  const spans = [...text.matchAll(/`([^`\n]+)`/g)].map(([, span]) => span!);
  return spans.filter((span) => /^(api|core|docs|e2e|surveys|tools|web|\.ci)\/[\w./-]*$/.test(span));
}

function linksIn(text: string): readonly string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, to]) => to!)
    .filter((to) => !/^\w+:/.test(to));
}

/** The cells of each row of the table under a heading. */
function rowsUnder(text: string, heading: string): readonly (readonly string[])[] {
  const section = text.split(`\n## ${heading}\n`)[1]!.split('\n## ')[0]!;
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

describe.each(documents)('$path', ({ path, text }) => {
  it('names commands that exist, with options they take', () => {
    for (const { name, rest } of callsOf(text)) {
      if (name === 'help') continue;
      const command = commands.find((each) => each.name === name);
      expect(command, `manyi ${name}`).not.toBe(undefined);
      for (const option of optionsIn(rest)) {
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

  it('names files and folders that exist', () => {
    expect(pathsIn(text).filter((each) => !existsSync(join(root, each)))).toEqual([]);
    expect(linksIn(text).filter((each) => !existsSync(join(root, dirname(path), each)))).toEqual([]);
  });
});

describe('docs/operations.md', () => {
  it('has every setting in its table, and no other', () => {
    const rows = rowsUnder(operations, 'Settings').map(([name]) => name!.replaceAll('`', ''));
    expect(rows.sort()).toEqual(Object.keys(environment).sort());
  });

  it('has every command in its table, as help lists them, with every option it takes', () => {
    const rows = rowsUnder(operations, 'Commands').map(([name, , options]) => [
      name!.replaceAll('`', ''),
      optionsIn(options!).sort(),
    ]);
    expect(rows).toEqual(commands.map(({ name, usage }) => [name, optionsIn(usage).sort()]));
  });
});

describe('the commands of package.json', () => {
  it('are all in the README or in CONTRIBUTING.md', () => {
    const told = ['README.md', 'CONTRIBUTING.md']
      .filter((path) => existsSync(join(root, path)))
      .map(textOf)
      .join('\n');
    const missing = Object.keys(scripts).filter(
      (script) => !told.includes(`npm run ${script}`) && !told.includes(`npm ${script}`),
    );
    expect(missing).toEqual([]);
  });
});

describe('docs/decisions', () => {
  const records = readdirSync(join(root, 'docs', 'decisions')).filter((name) => /^\d{4}-.*\.md$/.test(name));

  it('are listed in their README, each by its title', () => {
    const lines = records.map((name) => {
      const [heading = ''] = readFileSync(join(root, 'docs', 'decisions', name), 'utf8').split('\n');
      return `- [${name.slice(0, 4)}](${name}) ${heading.replace(/^# /, '')}`;
    });
    const listed = textOf('docs/decisions/README.md')
      .split('\n')
      .filter((line) => line.startsWith('- '));
    expect(listed).toEqual(lines.sort());
  });

  it('have a number each, without a gap', () => {
    expect(records.map((name) => Number(name.slice(0, 4))).sort((a, b) => a - b)).toEqual(
      records.map((_, at) => at + 1),
    );
  });
});
