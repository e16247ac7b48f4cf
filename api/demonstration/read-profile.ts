import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeFault } from '../../core/fault.ts';
import { parseShape } from '../../core/parse-shape.ts';
import { type SimulationProfile, simulationProfileSchema } from '../../core/simulation/simulation-profile.ts';

/** The programme a demonstration is of. */
export const DEMONSTRATED = 'quality-district';

/** How its made-up residents answer. */
export async function readProfile(surveys: string): Promise<SimulationProfile> {
  const path = join(surveys, DEMONSTRATED, 'simulation.json');
  const parsed = parseShape(simulationProfileSchema, path, JSON.parse(await readFile(path, 'utf8')));
  if (parsed.faults) throw new Error(parsed.faults.map(describeFault).join('\n'));
  return parsed.value;
}
