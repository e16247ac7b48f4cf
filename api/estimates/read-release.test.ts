import { beforeEach, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../core/canonical-json.ts';
import { hashText } from '../../core/content-hash.ts';
import { aFormat1Release } from '../../core/release/format-1/format-1.test-data.ts';
import type { Release } from '../../core/release/release.ts';
import { testManyi, type TestManyi } from '../testing.ts';
import { existingWave } from '../programmes/pinned-wave.ts';

let manyi: TestManyi;
beforeEach(async () => (manyi = await testManyi()));

/** As an older version published it. */
async function publishedBefore(): Promise<{ readonly hash: string; readonly body: string }> {
  const { storage } = manyi.deps;
  const { id, period } = await existingWave(storage, manyi.wave);
  const score = { ...aFormat1Release().figures[9]!, key: 'itemScore/SH_A3_sat', subject: 'SH_A3_sat' };
  const wave = { id, period, title: { 'zh-Hans': '调查', en: 'Survey' }, kind: 'survey' as const };
  const measured = { nodes: [], figures: [score], rankings: [], targets: [] };
  const { comparison: _, ...release } = aFormat1Release({ wave, ...measured });
  const body = canonicalJson(release);
  const hash = hashText(body);
  await storage.moveWave(id, ['open'], { state: 'closed', closedAt: manyi.deps.clock() });
  const row = { hash, programme: 'quality-district', wave: id, number: 1, publishedAt: 1, publishedBy: 'x' };
  expect(await storage.addRelease(row, { release: body })).toBe('added');
  return { hash, body };
}
const get = async (path: string, role: 'official' | 'evaluator') =>
  manyi.app.request(path, { headers: await manyi.signIn(role) });

describe('a release of format 1', () => {
  it('is read as format 2, which says that its bytes are not those the hash names', async () => {
    const { hash } = await publishedBefore();
    const reply = await get(`/api/releases/${hash}`, 'official');
    expect(reply.headers.get('manyi-rendered-from')).toBe(hash);
    const release = (await reply.json()) as Release;
    expect(release).toMatchObject({
      format: 'manyi-release-2',
      provenance: { sealed: hash },
      figures: [{ key: 'itemScore/SH_A3_sat', cell: { value: 78.1, standardError: 0.73 } }],
      fieldwork: { openedOn: '2026-09-01', closedOn: '2026-09-01' },
    });
    expect(canonicalJson(release)).not.toMatch(/\d\.\d{5}/);
  });

  it('is read as it was published by who may read it at full precision', async () => {
    const { hash, body } = await publishedBefore();
    expect((await get(`/api/releases/${hash}/sealed`, 'official')).status).toBe(403);
    const reply = await get(`/api/releases/${hash}/sealed`, 'evaluator');
    expect(await reply.text()).toBe(body);
  });
});
