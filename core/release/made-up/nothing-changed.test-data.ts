import { seededRandom } from '../../numeric/seeded-random.ts';
import { lookForContradictions } from './contradictions.test-data.ts';
import { drafted } from './drafted.test-data.ts';
import type { Findings } from './findings.test-data.ts';
import { madeUpAnswers } from './made-up-answers.test-data.ts';
import { madeUpDistrict } from './made-up-district.test-data.ts';
import { madeUpFiles, programmeOf } from './made-up-files.test-data.ts';

/** Two waves of a district where nothing changes and all areas are alike: whatever word is said is false. */
export function lookAtNothing(findings: Findings, seed: string): void {
  const drawn = madeUpDistrict(seededRandom(seed), {
    areas: 3,
    respondents: 720,
    most: { dimensions: 3, leaves: 3 },
  });
  const district = {
    ...drawn,
    areas: drawn.areas.map(({ code }) => ({ code, share: 1 / drawn.areas.length, level: 0 })),
    leaves: drawn.leaves.map((leaf) => ({ ...leaf, used: Math.max(leaf.used, 0.4) })),
    units: 12,
    unitSize: 20,
    hasSingleUnit: false,
  };
  const programme = programmeOf(madeUpFiles(district));
  const first = drafted({ programme, rows: madeUpAnswers(district, `${seed} before`), period: '2025' });
  const second = drafted({ programme, rows: madeUpAnswers(district, `${seed} after`), earlier: [first] });
  const words = new Map<string, boolean>();
  const note = (family: string, isFound: boolean) => words.set(family, isFound || words.get(family) === true);
  for (const { family, word } of second.release.comparison!.changes) {
    note(`family ${family}`, word === 'rose' || word === 'fell');
  }
  for (const { subject, areas } of second.release.rankings) {
    const isFound = areas.some(({ group }) => group !== 'noDifference');
    note(subject === 'overall' ? 'family 9' : 'family 10', isFound);
    note('groups over all nodes', isFound);
    note(
      subject === 'overall' ? 'ranks of the root' : 'ranks of other nodes',
      areas.some(({ ranks: [best, worst] }) => best > 1 || worst < areas.length),
    );
  }
  findings.count('releases where nothing changed');
  if ([...words].some(([name, isFound]) => isFound && !name.startsWith('ranks')))
    findings.count('releases with any word');
  for (const [name, isFound] of words) {
    findings.count(`had ${name}`);
    if (isFound) findings.count(`false word in ${name}`);
  }
  lookForContradictions(findings, second, seed);
}

/** At most 5 % in each family, 10 % in groups over all nodes; three standard errors of the simulation are let pass. */
export function judgeNothing(findings: Findings): void {
  for (const name of [...findings.counts.keys()].filter((each) => each.startsWith('had '))) {
    const what = name.slice('had '.length);
    const [all, found] = [findings.of(name), findings.of(`false word in ${what}`)];
    const most = what === 'groups over all nodes' ? 0.1 : 0.05;
    findings.expect(
      found / all <= most + 3 * Math.sqrt((most * (1 - most)) / all),
      'where nothing changed hardly a word is said',
      () => `${what}: ${found} of ${all}`,
    );
  }
}
