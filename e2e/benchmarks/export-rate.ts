import { existsSync } from 'node:fs';
import { formerContentHashOf } from '../../api/keys/response-hashes.ts';
import { openSqliteStorage } from '../../api/storage/sqlite/open-sqlite-storage.ts';
import type { StoredResponse } from '../../api/storage/storage.ts';
import { temporaryFolder } from '../trials/children.ts';
import { databaseFile, freePort, startServer, type Server } from '../trials/server.ts';
import { newResponse, openSurvey, type Survey } from '../trials/survey.ts';
import { canonicalJson } from '../../core/canonical-json.ts';
import type { Options } from './options.ts';

const GOAL_ROWS_PER_SECOND = 100_000;
const BATCH = 2000;

/** All responses of a large wave as an evaluator downloads them: rows a second, and the memory it takes. */
export async function exportRate({ isQuick }: Options): Promise<boolean> {
  if (!existsSync('dist/server/manyi.js')) throw new Error('Manyi is not built. Run "npm run build".');
  const count = isQuick ? 100_000 : 1_000_000;
  const folder = await temporaryFolder('bench-export');
  const port = await freePort();
  const first = await startServer({ folder, port });
  const survey = await openSurvey(first, 'bench');
  await first.stop();
  await fill(folder, survey, count);

  const server = await startServer({ folder, port });
  const before = server.memoryMebibytes().now;
  server.forgetPeak();
  const began = performance.now();
  const { lines, bytes } = await download(server, survey);
  const seconds = (performance.now() - began) / 1000;
  const { peak } = server.memoryMebibytes();
  await server.stop();
  const rate = Math.round((lines - 1) / seconds);
  console.log(
    `${lines - 1} of ${count} rows, ${(bytes / 2 ** 20).toFixed(0)} MB in ${seconds.toFixed(1)} s: ${rate} rows/s; ` +
      `memory ${before.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most`,
  );
  return lines - 1 === count && rate >= GOAL_ROWS_PER_SECOND;
}

async function fill(folder: string, survey: Survey, count: number): Promise<void> {
  const storage = await openSqliteStorage(databaseFile(folder));
  for (let stored = 0; stored < count; stored += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - stored) }, () => ({
      response: aStoredResponse(survey),
    }));
    await storage.recordResponses(batch);
  }
  await storage.close();
}

function aStoredResponse({ wave, questionnaire }: Survey): StoredResponse {
  const { id, answers } = newResponse(1 + Math.floor(Math.random() * 10));
  const text = canonicalJson(answers);
  return {
    wave,
    id,
    questionnaire,
    contentHash: formerContentHashOf({
      answers: text,
      channel: 'open',
      disposition: 'complete',
      questionnaire,
    }),
    recordHash: `benchmark.${id}`,
    channel: 'open',
    mode: 'web',
    language: 'zh-Hans',
    disposition: 'complete',
    area: 'songyue',
    localDay: '2026-11-21',
    isLate: false,
    answers: text,
  };
}

async function download(server: Server, survey: Survey) {
  const reply = await survey.download(server);
  let lines = 0;
  let bytes = 0;
  for await (const chunk of reply.body!) {
    bytes += chunk.length;
    for (const byte of chunk) if (byte === 10) lines += 1;
  }
  return { lines, bytes };
}
