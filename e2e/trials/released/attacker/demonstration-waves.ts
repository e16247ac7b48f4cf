import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentHash } from '../../../../core/content-hash.ts';
import { describeFault } from '../../../../core/fault.ts';
import { parseProgramme } from '../../../../core/programme/parse-programme.ts';
import type { Programme } from '../../../../core/programme/programme.ts';
import type { ResponseRow } from '../../../../core/release/measure/wave-columns.ts';
import { simulateWave } from '../../../../core/simulation/simulate-wave.ts';
import type { SimulationProfile } from '../../../../core/simulation/simulation-profile.ts';

const FOLDER = join('surveys', 'quality-district');

/** The first waves of the demonstration, as its simulation answers them. */
export function demonstrationWaves(count: number): {
  readonly programme: Programme;
  readonly waves: readonly { readonly period: string; readonly rows: readonly ResponseRow[] }[];
} {
  const names = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  const files = new Map(
    names.map((name): [string, unknown] => [
      `quality-district/${name.replaceAll('\\', '/')}`,
      JSON.parse(readFileSync(join(FOLDER, name), 'utf8')),
    ]),
  );
  const parsed = parseProgramme(files);
  if (!parsed.value) throw new Error(parsed.faults.map(describeFault).join('\n'));
  const programme = parsed.value;
  const profile = files.get('quality-district/simulation.json') as SimulationProfile;
  const { questionnaire } = programme.forms.find(({ name }) => name === profile.form)!;
  const waves = profile.waves.slice(0, count).map((wave) => ({
    period: wave.period,
    rows: simulateWave(questionnaire, profile, { ...wave, open: 0 })
      .filter(({ answers }) => answers['I1_asked'] !== undefined)
      .map(({ id, mode, answers, sampledIn }): ResponseRow => ({
        id,
        mode,
        answers,
        contentHash: contentHash(answers),
        ...(typeof answers['S3_street'] === 'string' ? { area: answers['S3_street'] } : {}),
        stratum: sampledIn!.area,
        primaryUnit: sampledIn!.primaryUnit,
        weight: sampledIn!.weight,
      })),
  }));
  return { programme, waves };
}
