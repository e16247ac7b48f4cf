import type { SeededRandom } from '../../numeric/seeded-random.ts';
import { trueMean } from './made-up-answers.test-data.ts';
import type { MadeUpDistrict } from './made-up-district.test-data.ts';
import { satisfiedFrom, type MadeUpFiles } from './made-up-files.test-data.ts';

const words = (text: string) => ({ 'zh-Hans': text, en: text });

/** Gives a programme a target of each operator, about figures near their thresholds. */
export function addTargets(files: MadeUpFiles, district: MadeUpDistrict, random: SeededRandom): void {
  const leaves = district.leaves.filter(({ isDiagnostic }) => !isDiagnostic);
  const near = (middle: number) => Math.min(98, Math.max(2, Math.round(middle + 12 * random.next() - 6)));
  const target = (name: string, statistic: string, of: string, operator: object) => ({
    name,
    text: words(`目标${name}`),
    source: words('规划'),
    departments: ['works'],
    measure: { form: 'short', statistic, of, population: words('居民') },
    operator,
  });
  files['targets.json']!['targets'] = [
    ...leaves.slice(0, 4).flatMap((leaf, at) => {
      const rate = 100 * trueMean(district, leaf, (point) => Number(point >= satisfiedFrom(district)));
      const score = trueMean(district, leaf, (point) => (100 * (point - 1)) / (leaf.highest - 1));
      return [
        target(`R${at}`, 'satisfactionRate', leaf.item, { kind: 'atLeast', threshold: near(rate) }),
        target(`M${at}`, 'itemScore', leaf.item, { kind: 'atMost', threshold: near(score) }),
      ];
    }),
    target('below', 'index', 'overall', { kind: 'below', threshold: near(70) }),
    target('within', 'index', 'overall', { kind: 'within', lowest: 60, highest: 80 }),
    target('about', 'itemScore', 'whole', { kind: 'about', threshold: near(70), tolerance: 3 }),
    target('rising', 'satisfactionRate', 'whole', { kind: 'rising' }),
    target('falling', 'itemScore', leaves[0]!.item, { kind: 'falling' }),
  ];
}
