import {
  coverageLines,
  judgeCoverage,
  lookAtCoverage,
} from '../../../core/release/made-up/covered.test-data.ts';
import { Findings } from '../../../core/release/made-up/findings.test-data.ts';
import {
  judgeMoved,
  lookAtMovedAnswers,
} from '../../../core/release/made-up/moved-to-dont-know.test-data.ts';
import { judgeNothing, lookAtNothing } from '../../../core/release/made-up/nothing-changed.test-data.ts';
import { lookAtPromises } from '../../../core/release/made-up/promises-kept.test-data.ts';
import { lookAtEdits } from '../../../core/release/made-up/same-answers-edited.test-data.ts';
import { lookAtOrders } from '../../../core/release/made-up/shuffled.test-data.ts';
import type { Scale, Trial } from '../trial.ts';

/** Breath for whoever watches, and for the storage of what is printed. */
const turn = () => new Promise(setImmediate);

export const releases: Trial = {
  name: 'releases',
  promise:
    'The same answers under other words are a break or no change, intervals hold as often as they say, no sentence of ' +
    'a release denies another, and where nothing changed hardly a word is said.',
  async run(scale) {
    const seed = `${Math.floor(1e9 * scale.random())}`;
    const findings = new Findings();
    const lines = await lookAtAll(findings, seed, scale);
    const share = (part: string, all: string) => `${findings.of(part)} of ${findings.of(all)}`;
    const facts = [
      `seed ${seed}`,
      `edits that define ${findings.of('edits that define')} and that define nothing ${findings.of('edits that define nothing')}`,
      `releases with any word where nothing changed ${share('releases with any word', 'releases where nothing changed')}`,
      ...[...findings.counts.keys()]
        .filter((name) => name.startsWith('had '))
        .map((name) => name.slice('had '.length))
        .map((name) => `${name} ${share(`false word in ${name}`, `had ${name}`)}`),
      ...['rate', 'score', 'index'].map(
        (name) =>
          `answers moved: ${name} met ${share(`moved: met ${name}`, `moved: looked at ${name}`)}, ` +
          `said to have risen ${findings.of(`moved: word rose of ${name}`)}`,
      ),
      `histories with a broken promise ${findings.of('histories with a broken promise')}`,
      ...lines,
      ...[...findings.counts]
        .filter(([name]) => name.startsWith('broken: '))
        .map(([name, count]) => `${name} ${count}`),
    ];
    return { facts, broken: findings.broken };
  },
};

async function lookAtAll(findings: Findings, seed: string, { choose }: Scale): Promise<readonly string[]> {
  for (let number = 0; number < choose(60, 2); number += 1) {
    lookAtEdits(findings, `${seed} edits ${number}`, choose(1, 0.25));
    await turn();
  }
  for (let number = 0; number < choose(40, 1); number += 1) {
    lookAtOrders(findings, `${seed} orders ${number}`);
    await turn();
  }
  for (let number = 0; number < choose(300, 3); number += 1) {
    lookAtPromises(findings, `${seed} promises ${number}`);
    await turn();
  }
  for (let number = 0; number < choose(2000, 12); number += 1) {
    lookAtNothing(findings, `${seed} nothing ${number}`);
    await turn();
  }
  judgeNothing(findings);
  for (let number = 0; number < choose(1000, 8); number += 1) {
    lookAtMovedAnswers(findings, `${seed} moved ${number}`);
    await turn();
  }
  judgeMoved(findings);
  const samples = choose(10_000, 10);
  for (const line of coverageLines) {
    for (let number = 0; number < samples; number += 1) {
      lookAtCoverage(findings, line, `${seed} ${line.name} ${number}`);
      if (number % 50 === 49) await turn();
    }
  }
  return judgeCoverage(findings);
}
