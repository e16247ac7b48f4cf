import { describe, expect, it } from 'vitest';
import { coverageLines, judgeCoverage, lookAtCoverage } from './made-up/covered.test-data.ts';
import { Findings } from './made-up/findings.test-data.ts';
import { judgeMoved, lookAtMovedAnswers } from './made-up/moved-to-dont-know.test-data.ts';
import { judgeNothing, lookAtNothing } from './made-up/nothing-changed.test-data.ts';
import { lookAtPromises } from './made-up/promises-kept.test-data.ts';
import { lookAtEdits } from './made-up/same-answers-edited.test-data.ts';
import { lookAtOrders } from './made-up/shuffled.test-data.ts';

/** A few seeds of what `npm run trials -- releases` does at length. */
function found(times: number, look: (findings: Findings, seed: string) => void): Findings {
  const findings = new Findings();
  for (let number = 0; number < times; number += 1) look(findings, `test ${number}`);
  return findings;
}

describe('two releases of the same answers', () => {
  it('break where a figure is defined otherwise, and nowhere else', () => {
    const findings = found(2, (all, seed) => lookAtEdits(all, seed, 0.25));
    expect(findings.broken).toEqual([]);
    expect(findings.of('edits that define')).toBeGreaterThan(3);
    expect(findings.of('edits that define nothing')).toBeGreaterThan(3);
  });

  it('have the same numbers in whatever order people, items and areas come', () => {
    expect(found(1, lookAtOrders).broken).toEqual([]);
  });
});

describe('releases of a district where nothing changes', () => {
  it('hardly say a word, and never two about one thing', () => {
    const findings = found(6, lookAtNothing);
    judgeNothing(findings);
    expect(findings.broken).toEqual([]);
  });

  it('find no rise where dissatisfied answers became "don\'t know"', () => {
    const findings = found(6, lookAtMovedAnswers);
    judgeMoved(findings);
    expect(findings.broken).toEqual([]);
  });
});

describe('a promise of a rise each year', () => {
  it('that was broken once is not met in its term', () => {
    expect(found(4, lookAtPromises).broken).toEqual([]);
  });
});

describe('the intervals of a sealed release', () => {
  it('hold the truth about as often as they say', () => {
    const findings = new Findings();
    for (const line of coverageLines.filter((_, at) => at % 4 === 0)) {
      for (let number = 0; number < 15; number += 1) lookAtCoverage(findings, line, `test ${number}`);
    }
    judgeCoverage(findings);
    expect(findings.broken).toEqual([]);
  });
});
