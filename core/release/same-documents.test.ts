import { describe, expect, it } from 'vitest';
import { contentHash } from '../content-hash.ts';
import { seededRandom } from '../numeric/seeded-random.ts';
import { drafted, type Drafted } from './made-up/drafted.test-data.ts';
import { definingEdits } from './made-up/edits.test-data.ts';
import { madeUpAnswers } from './made-up/made-up-answers.test-data.ts';
import { madeUpDistrict } from './made-up/made-up-district.test-data.ts';
import { madeUpFiles, programmeOf } from './made-up/made-up-files.test-data.ts';
import { addTargets } from './made-up/made-up-targets.test-data.ts';

/**
 * What was published must come out of the same answers again, byte for byte, whoever moved the code that makes it. A
 * change that is meant to move documents writes its digests here anew, and says in the CHANGELOG what moved.
 */
const digests = {
  one: ['a5f0f8a4ca1e721f', 'f6f904bf81333195', '7c49b2df83fc4fa6'],
  two: ['047607be7db1aef6', '16f5e88705ac244e', 'd12ff291ebed38bc'],
  three: ['7e8e156cb13f3d28', '8eb0f1b2998b26ca', '02990dac41231122'],
  four: ['74b90cd1a648b9fa', '37498c846fca889e', 'c89120a5a3a6cd85'],
} as const;
const seeds: readonly string[] = Object.keys(digests);

describe('documents', () => {
  it.each(Object.entries(digests))('of the made-up programme %s are what they were', (seed, expected) => {
    expect(documentsOf(seed).map(digestOf)).toEqual(expected);
  });
});

/** Two waves of a programme, the second by edited files, and that once more without some answers. */
function documentsOf(seed: string): readonly Drafted[] {
  const random = seededRandom(`same documents ${seed}`);
  const district = madeUpDistrict(random, { areas: 3, respondents: 240 });
  const files = () => {
    const made = madeUpFiles(district);
    addTargets(made, district, seededRandom(`${seed} targets`));
    return made;
  };
  const edited = files();
  definingEdits[seeds.indexOf(seed)]!.apply(edited);
  const first = drafted({
    programme: programmeOf(files()),
    rows: madeUpAnswers(district, `${seed} before`),
    period: '2025',
  });
  const rows = madeUpAnswers(district, seed, { lift: 0.3 });
  const wave = { programme: programmeOf(edited), earlier: [first] };
  const second = drafted({ ...wave, rows });
  const without = rows.filter((_, at) => at % 12 !== 0);
  return [first, second, drafted({ ...wave, rows: without, before: [second] })];
}

/** Of both documents; the software's and programme's own texts are in them. */
function digestOf({ release, sealed }: Drafted): string {
  return contentHash({ release, sealed }).slice(0, 16);
}
