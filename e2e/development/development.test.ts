import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

let folder: string;
let development: ChildProcess;
let printed = '';
let address: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manyi-development-'));
  development = spawn(process.execPath, ['tools/dev.mjs', '--port', '0', '--data', join(folder, 'data')], {
    cwd: root,
    env: { ...process.env, MANYI_SURVEYS: await smallDemonstration(), NODE_ENV: 'development' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [development.stdout!, development.stderr!]) {
    stream.on('data', (text: Buffer) => (printed += text.toString()));
  }
  address = await seen(/home\s+(http\S+)\//);
});

afterAll(async () => {
  development.kill('SIGTERM');
  if (development.exitCode === null) await once(development, 'exit');
  await rm(folder, { recursive: true });
});

/** The programme of the demonstration with its last wave alone, and few who answer. */
async function smallDemonstration(): Promise<string> {
  const surveys = join(folder, 'surveys');
  await cp(join(root, 'surveys', 'quality-district'), join(surveys, 'quality-district'), { recursive: true });
  const path = join(surveys, 'quality-district', 'simulation.json');
  const profile = JSON.parse(await readFile(path, 'utf8')) as { readonly waves: readonly object[] };
  const few = { ...profile, waves: [{ ...profile.waves.at(-1), invited: 720 }] };
  await writeFile(path, JSON.stringify(few));
  return surveys;
}

/** The first group of what is printed, now or later. */
async function seen(pattern: RegExp): Promise<string> {
  for (;;) {
    const found = pattern.exec(printed);
    if (found) return found[1]!;
    if (development.exitCode !== null) throw new Error(`npm run dev has ended:\n${printed}`);
    await Promise.race([
      once(development.stdout!, 'data'),
      once(development.stderr!, 'data'),
      once(development, 'exit'),
    ]);
  }
}

async function signIn(role: string): Promise<Record<string, string>> {
  const reply = await fetch(`${address}/development/${role}`, { redirect: 'manual' });
  expect(reply.status).toBe(302);
  const cookies = reply.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!);
  return { cookie: cookies.join('; ') };
}

describe('npm run dev', { timeout: 180_000 }, () => {
  it('serves the pages with their sources as they stand', async () => {
    const page = await (await fetch(`${address}/s/demo-2026`)).text();
    const scripts = [...page.matchAll(/<script type="module" src="([^"]+)"/g)].map(([, source]) => source!);
    expect(scripts).toEqual(['/web/respond/enhance.ts', '/web/development/follow-changes.ts']);
    for (const script of scripts) {
      const reply = await fetch(`${address}${script}`);
      expect(reply.headers.get('content-type')).toBe('text/javascript');
    }
  });

  it.each(['evaluator', 'official', 'auditor', 'administrator'])(
    'signs in as %s whoever asks',
    async (role) => {
      const headers = await signIn(role);
      const session = (await (await fetch(`${address}/api/session`, { headers })).json()) as object;
      expect(session).toMatchObject({ name: `demonstration ${role}` });
    },
  );

  it('does none of it for another name of this machine, which a page elsewhere could have given it', async () => {
    const { port } = new URL(address);
    const status = await new Promise((resolve) =>
      get({ port, path: '/development/evaluator', headers: { host: 'elsewhere.example' } }, (reply) => {
        reply.resume();
        resolve(reply.statusCode);
      }),
    );
    expect(status).toBe(403);
  });

  it('starts the server anew when one of its sources changes, and whoever is signed in stays so', async () => {
    const headers = await signIn('evaluator');
    const now = new Date();
    await utimes(join(root, 'api', 'http', 'language-of.ts'), now, now);
    await seen(/api\/http\/language-of\.ts: (started anew)/);
    expect((await fetch(`${address}/api/session`, { headers })).status).toBe(200);
  });
});
