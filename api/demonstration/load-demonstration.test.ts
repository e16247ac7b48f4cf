import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseShape } from '../../core/parse-shape.ts';
import { simulationProfileSchema } from '../../core/simulation/simulation-profile.ts';
import { testManyi } from '../testing.ts';
import { toldCounts } from '../fieldwork/counts-for-readers.ts';
import { loadDemonstration } from './load-demonstration.ts';

const path = join(import.meta.dirname, '../../surveys/quality-district/simulation.json');

it('stores every simulated response, publishes what is closed, and adds nothing when it is loaded again', async () => {
  const { deps } = await testManyi();
  const { value: profile } = parseShape(
    simulationProfileSchema,
    path,
    JSON.parse(await readFile(path, 'utf8')),
  );
  const said: string[] = [];
  await loadDemonstration(deps, 'quality-district', profile!, (sentence) => said.push(sentence));
  let stored = 0;
  for (const { id, closedDaysAgo } of profile!.waves) {
    const wave = (await deps.storage.wave(id))!;
    stored += (await toldCounts(deps.storage, wave)).total;
    expect(wave.state).toBe(closedDaysAgo === undefined ? 'open' : 'published');
  }
  const counts = said.map((sentence) => Number(/(\d+) simulated/.exec(sentence)?.[1]));
  expect(counts.reduce((sum, count) => sum + count)).toBe(stored);
  await loadDemonstration(deps, 'quality-district', profile!, (sentence) => said.push(sentence));
  expect(said).toHaveLength(counts.length);
}, 60_000);
