import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { TEST_PASSWORD, testManyi, type TestManyi } from './testing.ts';

const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'api.md'), 'utf8');
const commands = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, command]) => command!.trim());
/** Said of accounts with a second factor; the account of this test has none. */
const isOfSecondFactor = (command: string) => command.includes('/session/code');

/** The words of a command as a shell takes them apart: quotes, variables, lines that go on. */
function wordsOf(command: string, variables: Readonly<Record<string, string>>): readonly string[] {
  const words: string[] = [];
  const pieces = /(?:'[^']*'|"(?:\\.|[^"\\])*"|[^\s'"\\])+/g;
  for (const [word] of command.replaceAll('\\\n', ' ').matchAll(pieces)) {
    const parts = word.matchAll(/'([^']*)'|"([^"]*)"|([^'"]+)/g);
    words.push(
      [...parts]
        .map(
          ([, plain, quoted, bare]) =>
            plain ??
            (quoted ?? bare)!.replace(/\$(\w+)/g, (_, name: string) => {
              const value = variables[name];
              if (value === undefined) throw new Error(`the page does not say what $${name} is`);
              return value;
            }),
        )
        .join(''),
    );
  }
  return words;
}

interface Call {
  readonly url: string;
  readonly init: RequestInit & { readonly headers: Record<string, string> };
  readonly keepsCookies: boolean;
  readonly sendsCookies: boolean;
}

/** What curl would ask. */
function callOf(words: readonly string[]): Call {
  expect(words[0]).toBe('curl');
  const rest = words.slice(1);
  const headers: Record<string, string> = {};
  let [url, method, body] = ['', undefined as string | undefined, undefined as string | undefined];
  let [keepsCookies, sendsCookies] = [false, false];
  while (rest.length > 0) {
    const word = rest.shift()!;
    if (word === '-s') continue;
    if (!word.startsWith('-')) {
      url = word;
      continue;
    }
    const value = rest.shift()!;
    if (word === '-X') method = value;
    else if (word === '-d') body = value;
    else if (word === '-H') headers[value.split(': ')[0]!] = value.split(': ')[1]!;
    else if (word === '-c') keepsCookies = true;
    else if (word === '-b') sendsCookies = true;
    else expect(word).toBe('-o');
  }
  const init = { method: method ?? (body === undefined ? 'GET' : 'POST'), headers };
  return { url, init: body === undefined ? init : { ...init, body }, keepsCookies, sendsCookies };
}

describe('the page on the API', () => {
  let manyi: TestManyi;
  beforeAll(async () => {
    manyi = await testManyi();
    await manyi.signIn('evaluator');
  });

  it('leads from nothing to a response that is sent and an export that is read', async () => {
    const variables: Record<string, string> = {
      MANYI: 'http://localhost',
      NAME: 'evaluator *',
      PASSWORD: TEST_PASSWORD,
      PROGRAMME: 'quality-district',
      ID: randomUUID(),
    };
    let cookie = '';
    const replies: string[] = [];
    for (const command of commands.filter((each) => !isOfSecondFactor(each))) {
      const { url, init, keepsCookies, sendsCookies } = callOf(wordsOf(command, variables));
      const headers = sendsCookies ? { ...init.headers, cookie } : init.headers;
      const reply = await manyi.app.request(url, { ...init, headers });
      const text = await reply.text();
      expect([command, reply.ok, reply.ok || text]).toEqual([command, true, true]);
      if (keepsCookies) cookie = reply.headers.get('set-cookie')!.split(';')[0]!;
      if (url.endsWith('/questionnaire')) variables['HASH'] = (JSON.parse(text) as { hash: string }).hash;
      replies.push(`${init.method} ${new URL(url).pathname} ${reply.status}`);
      if (url.endsWith('.csv')) {
        const rows = text.trim().split('\r\n');
        expect(rows[0]).toContain('SH_A3_sat');
        expect(rows).toHaveLength(2);
      }
    }
    expect(replies).toEqual([
      'POST /api/session 200',
      'GET /api/programmes 200',
      'POST /api/programmes/quality-district/waves 201',
      'POST /api/waves/spring-2027/open 200',
      'GET /api/waves/spring-2027/questionnaire 200',
      `PUT /api/waves/spring-2027/responses/${variables['ID']} 201`,
      'POST /api/waves/spring-2027/close 200',
      'POST /api/waves/spring-2027/seal 200',
      'GET /api/waves/spring-2027/responses.csv 200',
      'GET /api/programmes/quality-district/releases 200',
      'DELETE /api/session 204',
    ]);
  });

  it('names types of questions there are, and every one', async () => {
    const { questionTypes } = await import('../core/questionnaire/question-types/question-types.ts');
    const table = page.split('## Answer it')[1]!;
    for (const name of Object.keys(questionTypes)) expect(table).toContain(`\`${name}\``);
  });
});
