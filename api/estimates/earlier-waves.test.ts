import { beforeEach, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../core/canonical-json.ts';
import { hashText } from '../../core/content-hash.ts';
import { definitionOf } from '../../core/release/define/figure-definition.ts';
import { aFormat1Release } from '../../core/release/format-1/format-1.test-data.ts';
import { testManyi, type TestManyi } from '../testing.ts';
import { commandLine } from '../access/audit-event.ts';
import { earlierWaves } from './earlier-waves.ts';
import { createWave } from '../fieldwork/move-wave.ts';
import { existingWave, pinnedWave } from '../programmes/pinned-wave.ts';

const programme = 'quality-district';

let manyi: TestManyi;
beforeEach(async () => (manyi = await testManyi()));

async function wave(id: string, period: string): Promise<void> {
  const title = { 'zh-Hans': id, en: id };
  await createWave(manyi.deps, { id, programme, title, period, form: 'short' }, commandLine);
}

/** As an older version published it. */
async function published(id: string, number = 1): Promise<string> {
  const { storage } = manyi.deps;
  const { title, period } = await existingWave(storage, id);
  const own = {
    id,
    title,
    period,
    kind: 'survey' as const,
  };
  const score = { ...aFormat1Release().figures[9]!, key: 'itemScore/SH_A3_sat', subject: 'SH_A3_sat' };
  const measured = { nodes: [], figures: [score], rankings: [], targets: [] };
  const { comparison: _, ...body1 } = aFormat1Release({ wave: own, number, ...measured });
  const body = canonicalJson(body1);
  const hash = hashText(body);
  await storage.moveWave(id, ['draft'], { state: 'closed', closedAt: 1 });
  const release = { hash, programme, wave: id, number, publishedAt: 1, publishedBy: 'x' };
  expect(await storage.addRelease(release, { release: body })).toBe('added');
  return hash;
}

async function earlier() {
  const { storage } = manyi.deps;
  return earlierWaves(storage, await existingWave(storage, manyi.wave));
}

describe('the waves before a wave', () => {
  it('are those of earlier periods with a release, the oldest first, each with its latest', async () => {
    for (const [id, period] of [
      ['newest', '2027'],
      ['recent', '2025'],
      ['oldest', '2023'],
      ['unpublished', '2024'],
    ] as const) {
      await wave(id, period);
    }
    await published('newest');
    await published('recent');
    const corrected = await published('recent', 2);
    const oldest = await published('oldest');
    const found = await earlier();
    expect(found.map(({ hash, sealed }) => [hash, sealed.wave.id, sealed.number])).toEqual([
      [oldest, 'oldest', 1],
      [corrected, 'recent', 2],
    ]);
  });

  it('come with what they pinned, by which their figures are defined', async () => {
    await wave('recent', '2025');
    await published('recent');
    const pinned = await pinnedWave(manyi.deps.storage, await existingWave(manyi.deps.storage, 'recent'));
    const [found] = await earlier();
    expect(found).toMatchObject({ document: pinned.hash, frames: [{ form: { name: 'short' } }] });
    expect(found!.frames[0]!.programme).toEqual(pinned.programme);
    const figure = { statistic: 'itemScore', subject: 'SH_A3_sat' };
    expect(found!.sealed.figures[0]).toMatchObject({
      key: 'itemScore/SH_A3_sat',
      definition: definitionOf(pinned.programme, pinned.forms[0].form, figure, { rakedTo: [] }),
    });
  });

  it('are none where nothing was published before', async () => {
    await wave('recent', '2025');
    expect(await earlier()).toEqual([]);
  });
});
