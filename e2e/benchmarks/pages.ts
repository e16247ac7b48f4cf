import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startPart, temporaryFolder } from '../trials/children.ts';
import { freePort, startServer } from '../trials/server.ts';
import { openSurvey } from '../trials/survey.ts';
import type { Options } from './options.ts';
import type { PageLoad } from './page-part.ts';
import { medianRatio, shown } from './ratio.ts';

const GOAL_RATIO = 0.5;
const CLIENTS = 48;

/** The first page of a survey, beside a static file of the same packed bytes from a process of the same library. */
export async function pages({ pairs, seconds }: Options): Promise<boolean> {
  const folder = await temporaryFolder('bench-pages');
  const server = await startServer({ folder, port: await freePort() });
  const { wave } = await openSurvey(server, 'bench');
  const floor = await startStatic(folder, await packedPage(`${server.address}/s/${wave}`));
  const [ours, theirs] = [
    { port: server.port, path: `/s/${wave}` },
    { port: floor, path: '/page.html' },
  ];
  for (const each of [ours, theirs]) await load({ ...each, clients: CLIENTS, seconds: 1 });
  const ratios: number[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    const beside = await load({ ...theirs, clients: CLIENTS, seconds });
    const own = await load({ ...ours, clients: CLIENTS, seconds });
    ratios.push(own / beside);
    console.log(`static file ${Math.round(beside)}/s, page ${Math.round(own)}/s`);
  }
  await server.stop();
  const ratio = medianRatio(ratios);
  console.log(`ratio ${shown(ratio)}; goal ${GOAL_RATIO}`);
  return ratio.median >= GOAL_RATIO;
}

async function packedPage(address: string): Promise<Buffer> {
  const reply = await fetch(address, { headers: { 'accept-encoding': 'identity' } });
  return Buffer.from(await reply.arrayBuffer());
}

/** The file lies packed beside the plain one, as those of browsers do. */
async function startStatic(folder: string, page: Buffer): Promise<number> {
  const root = join(folder, 'static');
  await mkdir(root, { recursive: true });
  const packed = gzipSync(page, { level: 9 });
  await writeFile(join(root, 'page.html'), page);
  await writeFile(join(root, 'page.html.gz'), packed);
  const part = startPart('static', [root]);
  return new Promise((resolve, reject) => {
    part.once('message', (message) => resolve((message as { port: number }).port));
    part.once('exit', (code) => reject(new Error(`the static server ended with ${code}`)));
  });
}

function load(told: PageLoad): Promise<number> {
  const part = startPart('page', [JSON.stringify(told)]);
  return new Promise((resolve, reject) => {
    part.once('message', (perSecond) => resolve(Number(perSecond)));
    part.once('exit', (code) => reject(new Error(`the load of pages ended with ${code}`)));
  });
}
