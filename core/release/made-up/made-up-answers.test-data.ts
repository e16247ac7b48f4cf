import { contentHash } from '../../content-hash.ts';
import { normalCumulative } from '../../numeric/normal-distribution.ts';
import { seededRandom, type SeededRandom } from '../../numeric/seeded-random.ts';
import type { Answer } from '../../questionnaire/answer.ts';
import type { ResponseRow } from '../measure/wave-columns.ts';
import { SPREAD, type MadeUpDistrict, type MadeUpLeaf } from './made-up-district.test-data.ts';

export interface WaveDrawn {
  readonly mode?: string;
  /** Points of 1-10 by which everybody is more pleased than the district says. */
  readonly lift?: number;
}

/** A wave of responses from the district; the same for the same seed. */
export function madeUpAnswers(
  district: MadeUpDistrict,
  seed: string,
  { mode = 'web', lift = 0 }: WaveDrawn = {},
): readonly ResponseRow[] {
  const random = seededRandom(seed);
  const rows: ResponseRow[] = [];
  for (const [at, area] of district.areas.entries()) {
    const units = district.hasSingleUnit && at === 0 ? 1 : district.units;
    for (let unit = 0; unit < units; unit += 1) {
      const common = lift + area.level + SPREAD.unit * random.normal();
      const users = district.leaves.map((leaf) => shareOfUsers(leaf, random));
      const size = sizeOf(district, units, random);
      for (let person = 0; person < size; person += 1) {
        const answers = answersOf(
          district,
          area.code,
          common + SPREAD.person * random.normal(),
          users,
          random,
        );
        const household = 1 + random.integer(3);
        const id = `${seed} ${String(rows.length).padStart(5, '0')}`;
        rows.push({
          id,
          mode,
          answers,
          contentHash: contentHash({ id, answers }),
          area: area.code,
          stratum: area.code,
          primaryUnit: `${area.code}-${unit}`,
          ...(district.hasEqualWeights ? {} : { weight: household * (1 + 3 * area.share) }),
        });
      }
    }
  }
  return rows;
}

/** Gamma-like sizes about the mean: the sum of a constant and an exponential part has the wanted variation. */
function sizeOf(
  { unitSize, units, unevenness, ...district }: MadeUpDistrict,
  drawn: number,
  random: SeededRandom,
) {
  const mean = (unitSize * units) / (drawn === 1 && district.hasSingleUnit ? 2 : drawn);
  if (unevenness === 0) return Math.max(1, Math.round(mean));
  const varied = mean * (1 - unevenness + unevenness * -Math.log(1 - random.next()));
  return Math.max(1, Math.round(varied));
}

function shareOfUsers({ used, isClustered }: MadeUpLeaf, random: SeededRandom): number {
  if (!isClustered || used === 1) return used;
  const high = Math.min(1, 1.8 * used);
  return random.next() < 0.5 ? high : 2 * used - high;
}

function answersOf(
  { leaves, indicators, flagged }: MadeUpDistrict,
  home: string,
  level: number,
  users: readonly number[],
  random: SeededRandom,
): Readonly<Record<string, Answer>> {
  const rated = (leaf: Pick<MadeUpLeaf, 'level' | 'highest'>) =>
    pointOf(leaf, leaf.level + level + SPREAD.answer * random.normal());
  const answers: Record<string, Answer> = {
    home,
    age: random.next() < 0.4 ? 'young' : 'old',
    asked: random.next() < flagged ? 'yes' : 'no',
    whole:
      random.next() < 0.03 ? { missing: 'dontKnow' } : rated({ level: 7.2, highest: leaves[0]!.highest }),
  };
  for (const [at, leaf] of leaves.entries()) {
    const isUser = random.next() < users[at]!;
    const answer: Answer = random.next() < leaf.dontKnow ? { missing: 'dontKnow' } : rated(leaf);
    if (leaf.isRouted) answers[`uses_${leaf.item}`] = isUser ? 'yes' : 'no';
    if (isUser) answers[leaf.item] = answer;
    else if (!leaf.isRouted) answers[leaf.item] = { missing: 'notUsed' };
  }
  const one = (codes: readonly string[]) => codes[random.integer(codes.length)]!;
  if (indicators.includes('awareness')) {
    for (const item of ['campaign', 'hotline']) answers[item] = one(['knows', 'knows', 'heard', 'no']);
  }
  if (indicators.includes('participation')) {
    const acts = ['voted', 'helped', 'met'].filter(() => random.next() < 0.3);
    answers['acts'] = acts.length === 0 ? ['none'] : acts;
  }
  if (indicators.includes('problems')) {
    answers['problem'] = one(['yes', 'no', 'no']);
    if (answers['problem'] === 'yes') answers['complained'] = one(['yes', 'no']);
  }
  if (indicators.includes('netPromoter')) {
    answers['recommend'] = Math.max(0, Math.min(10, Math.round(7 + level + 2 * random.normal())));
  }
  return answers;
}

/** The point of the scale at a level on 1-10. */
function pointOf({ highest }: Pick<MadeUpLeaf, 'highest'>, level: number): number {
  const onScale = highest === 10 ? level : 1 + ((level - 1) * 4) / 9;
  return Math.min(highest, Math.max(1, Math.round(onScale)));
}

/** The mean over all residents of a function of the point they would give; `area` none for the whole district. */
export function trueMean(
  { areas }: MadeUpDistrict,
  leaf: Pick<MadeUpLeaf, 'level' | 'highest'>,
  of: (point: number) => number,
  area?: string,
): number {
  const spread = Math.hypot(SPREAD.unit, SPREAD.person, SPREAD.answer);
  const chosen = areas.filter(({ code }) => area === undefined || code === area);
  const all = chosen.reduce((sum, { share }) => sum + share, 0);
  return chosen.reduce(
    (sum, each) => sum + (each.share / all) * expected(leaf, leaf.level + each.level, spread, of),
    0,
  );
}

function expected(
  { highest }: Pick<MadeUpLeaf, 'highest'>,
  level: number,
  spread: number,
  of: (point: number) => number,
): number {
  const scale = highest === 10 ? 1 : 4 / 9;
  const [middle, deviation] = [1 + (level - 1) * scale, spread * scale];
  let sum = 0;
  for (let point = 1; point <= highest; point += 1) {
    const below = point === 1 ? 0 : normalCumulative((point - 0.5 - middle) / deviation);
    const upTo = point === highest ? 1 : normalCumulative((point + 0.5 - middle) / deviation);
    sum += (upTo - below) * of(point);
  }
  return sum;
}
