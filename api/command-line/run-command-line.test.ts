import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { version } from '../../package.json';
import { builtScript } from '../built-script.ts';
import { Problem } from '../problems.ts';
import { startServer } from '../start-server.ts';
import { commands } from './commands.ts';
import { describeError } from './describe-error.ts';
import { runCommandLine } from './run-command-line.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'manyi-command-line-'))));
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

/** Runs one command on an empty database of its own, and what it printed. */
async function run(command: string, variables: Record<string, string> = {}) {
  const said: string[] = [];
  const complained: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text));
  const status = await runCommandLine(
    command.split(' ').filter(Boolean),
    {
      MANYI_DATABASE: 'sqlite::memory:',
      MANYI_KEYS: join(folder, 'keys.json'),
      MANYI_SURVEYS: 'surveys',
      ...variables,
    },
    { say: (text) => void said.push(text), complain: (text) => void complained.push(text) },
  );
  return { status, said: said.join('\n'), complained: complained.join('\n') };
}

describe('help', () => {
  it.each(commands.map(({ name }) => name))(
    'says how %s is called, by itself and where it is asked for',
    async (name) => {
      const asked = await run(`${name} --help`);
      expect(asked).toEqual({ status: 0, said: (await run(`help ${name}`)).said, complained: '' });
      const ways = asked.said.split('\n\n')[0]!.split('\n');
      for (const way of ways) expect(way.startsWith(`  manyi ${name}`)).toBe(true);
    },
  );

  it.each([
    [
      'wave',
      [
        'manyi wave list',
        'manyi wave create <id> --programme <name> --form <name>[=<share>,...] --period <period> --title <Chinese> --title-en <English> [--planned-end <YYYY-MM-DD>]',
        'manyi wave open <id>',
        'manyi wave close <id>',
        'manyi wave reopen <id>',
        'manyi wave seal <id>',
      ],
    ],
    [
      'release',
      ['manyi release list <programme>', 'manyi release show <hash>', 'manyi release sealed <hash>'],
    ],
  ])('spells out each way of %s', async (name, ways) => {
    const { said } = await run(`help ${name}`);
    expect(
      said
        .split('\n\n')[0]!
        .split('\n')
        .map((line) => line.trim()),
    ).toEqual(ways);
  });

  it('is given without being asked for', async () => {
    expect((await run('')).said).toBe((await run('--help')).said);
  });
});

it('tells its version', async () => {
  for (const way of ['--version', '-v', 'version']) {
    expect(await run(way)).toEqual({ status: 0, said: `manyi ${version}`, complained: '' });
  }
});

describe('what was called wrongly is refused, and nothing is done', () => {
  it.each([
    ['help nope', {}, 2, 'There is no command "nope".'],
    ['nope', {}, 2, 'There is no command "nope".'],
    ['serve --port 9000', {}, 2, 'There is no option --port.'],
    ['serve 9000', {}, 2, '"9000" is a word too many.'],
    ['demonstrate --port 9000', {}, 2, 'There is no option --port.'],
    ['wave list --all', {}, 2, 'There is no option --all.'],
    ['wave open a b', {}, 2, '"b" is a word too many.'],
    ['wave begin a', {}, 2, 'Say list, create, open, close, reopen or seal.'],
    ['wave create a --title x', {}, 2, '--period is missing.'],
    [
      'wave create a --programme p --form f --title x --title-en x --period 2026 --planned-end 2026-02-30',
      {},
      2,
      'plannedEnd: a day of the calendar as YYYY-MM-DD',
    ],
    ['wave open', {}, 2, 'Which wave? "manyi wave list" names them.'],
    ['publish', {}, 2, 'Which wave? "manyi wave list" names them.'],
    ['publish --all', {}, 2, 'There is no option --all.'],
    ['backup', {}, 2, '--to is missing.'],
    ['wave list', { MANYI_LOG: 'verbose' }, 1, 'MANYI_LOG is "verbose"; set it to one of fatal, error, warn'],
    [
      'wave list',
      { MANYI_PROXIES: 'nginx' },
      1,
      'MANYI_PROXIES has "nginx"; name each proxy by its IP address',
    ],
    ['wave list', { MANYI_PROXIES: '10.0.0.0/8' }, 1, 'MANYI_PROXIES has "10.0.0.0/8"'],
    ['wave list', { MANYI_PORT: '80a' }, 1, 'MANYI_PORT is "80a"; set it to a number from 0 to 65535'],
    ['wave list', { MANYI_SURVEYS: '/nope' }, 1, 'There is no folder of surveys "/nope". Set MANYI_SURVEYS'],
    ['backup --to /nope/x', {}, 1, 'or no folder to put it in'],
  ] as const)('manyi %s, %o', async (command, variables, status, sentence) => {
    const outcome = await run(command, variables);
    expect(outcome.complained).toContain(sentence);
    expect(outcome.status).toBe(status);
    expect(outcome.complained).not.toMatch(/ENOENT|EADDR|\.unfinished|at .*\.ts:/);
  });

  it('says how the command is called beside what was wrong', async () => {
    expect((await run('wave begin a')).complained).toContain('  manyi wave open <id>');
  });
});

describe('an address that cannot be listened on', () => {
  const noPage = () => new Response();
  const refusalOf = (host: string, port: number) =>
    startServer(noPage, host, port).then(
      async ({ stop }) => {
        await stop();
        return 'listens';
      },
      (error: unknown) => describeError(error),
    );

  it('is told with the port that is taken', async () => {
    const other = await startServer(noPage, '127.0.0.1', 0);
    expect(await refusalOf('127.0.0.1', other.port)).toBe(
      `Port ${other.port} is in use by another program. Set MANYI_PORT, or MANYI_METRICS_PORT if it is that one.`,
    );
    await other.stop();
  });

  it('is told with the host that is not this machine', async () => {
    expect(await refusalOf('203.0.113.7', 0)).toBe(
      '"203.0.113.7" is no address of this machine. Set MANYI_HOST (or MANYI_METRICS_HOST) to one of its own.',
    );
  });
});

it('a wave that is not there is told as a command speaks, not as an address', () => {
  expect(describeError(new Problem('waveUnknown'))).toBe(
    'There is no wave of this name. "manyi wave list" names them.',
  );
});

describe('settings that are none', () => {
  it.each([
    ['MANYI_PROT', 'is it MANYI_PORT?'],
    ['MANYI_PUBLICURL', 'is it MANYI_PUBLIC_URL?'],
    ['MANYI_LOGG', 'is it MANYI_LOG?'],
    ['MANYI_COLOUR', '"manyi help" lists them'],
  ])('%s is complained about, and the command goes on', async (variable, advice) => {
    const { status, complained } = await run('verify', { [variable]: '1' });
    expect(complained).toContain(`${variable} is no setting`);
    expect(complained).toContain(advice);
    expect(status).toBe(0);
  });
});

describe('lists without an entry', () => {
  it.each([
    ['wave list', 'There is no wave yet.'],
    ['release list nothing', 'Nothing of "nothing" is published yet.'],
  ])('%s says so', (command, sentence) => {
    // As it was built, which `npm test` does first: drawing pages needs what is built for the browser.
    const words = [fileURLToPath(builtScript('manyi')), ...command.split(' ')];
    const { stdout, stderr } = spawnSync(process.execPath, words, {
      encoding: 'utf8',
      env: {
        MANYI_DATABASE: `sqlite:${join(folder, 'manyi.db')}`,
        MANYI_KEYS: join(folder, 'keys.json'),
      },
    });
    expect(stderr).toBe('');
    expect(stdout.trim()).toBe(sentence);
  });
});
