import { describe, expect, it } from 'vitest';
import { agreeingVerdict } from './agreeing-verdict.ts';
import type { TargetOperator } from './operators/operators.ts';
import type { Interval, Verdict } from './operators/operator.ts';
import { verdict } from './verdict.ts';

const cases: readonly [TargetOperator, Interval, Verdict][] = [
  [{ kind: 'atLeast', threshold: 80 }, [80, 83], 'met'],
  [{ kind: 'atLeast', threshold: 80 }, [79.99, 83], 'undecided'],
  [{ kind: 'atLeast', threshold: 80 }, [78, 80], 'undecided'],
  [{ kind: 'atLeast', threshold: 80 }, [78, 79.99], 'notMet'],
  [{ kind: 'atMost', threshold: 5 }, [3, 5], 'met'],
  [{ kind: 'atMost', threshold: 5 }, [5, 6], 'undecided'],
  [{ kind: 'atMost', threshold: 5 }, [5.01, 6], 'notMet'],
  [{ kind: 'below', threshold: 5 }, [3, 4.99], 'met'],
  [{ kind: 'below', threshold: 5 }, [3, 5], 'undecided'],
  [{ kind: 'below', threshold: 5 }, [5, 6], 'notMet'],
  [{ kind: 'within', lowest: 70, highest: 80 }, [70, 80], 'met'],
  [{ kind: 'within', lowest: 70, highest: 80 }, [69, 75], 'undecided'],
  [{ kind: 'within', lowest: 70, highest: 80 }, [80.1, 84], 'notMet'],
  [{ kind: 'within', lowest: 70, highest: 80 }, [60, 69.9], 'notMet'],
  [{ kind: 'about', threshold: 75, tolerance: 5 }, [70, 80], 'met'],
  [{ kind: 'about', threshold: 75, tolerance: 5 }, [81, 84], 'notMet'],
];

describe('verdict', () => {
  it.each(cases)('judges %o by the interval %o: %s', (operator, interval, expected) => {
    expect(verdict(operator, { interval })).toEqual({ verdict: expected, reason: 'interval' });
  });

  it('judges a trend by the last change, and each year by all of them', () => {
    const changes: Interval[] = [
      [-1, 2],
      [0.5, 3],
    ];
    expect(verdict({ kind: 'rising' }, { changes }).verdict).toBe('met');
    expect(verdict({ kind: 'falling' }, { changes }).verdict).toBe('notMet');
    expect(verdict({ kind: 'risingEachYear' }, { changes }).verdict).toBe('undecided');
    expect(verdict({ kind: 'risingEachYear' }, { changes: [[-3, -1], ...changes] }).verdict).toBe('notMet');
    expect(
      verdict(
        { kind: 'risingEachYear' },
        {
          changes: [
            [0.1, 2],
            [0.5, 3],
          ],
        },
      ).verdict,
    ).toBe('met');
    expect(verdict({ kind: 'fallingEachYear' }, { changes: [[-2, -0.1]] }).verdict).toBe('met');
    expect(verdict({ kind: 'rising' }, { changes: [[0, 2]] }).verdict).toBe('undecided');
  });

  it('does not judge without an interval, a wave to compare with, or full standing', () => {
    const met = { kind: 'atLeast', threshold: 80 } as const;
    expect(verdict(met, {})).toEqual({ verdict: 'undecided', reason: 'tooFew' });
    expect(verdict(met, { interval: [90, 95], hasFullStanding: false })).toEqual({
      verdict: 'undecided',
      reason: 'tooFew',
    });
    expect(verdict({ kind: 'rising' }, {})).toEqual({ verdict: 'undecided', reason: 'noComparison' });
  });
});

describe('agreeingVerdict', () => {
  const met = { verdict: 'met', reason: 'interval' } as const;
  const undecided = { verdict: 'undecided', reason: 'interval' } as const;

  it('is the official one while every reading agrees', () => {
    expect(agreeingVerdict(met, [{ reason: 'flagged', judgement: met }])).toBe(met);
    expect(agreeingVerdict(met, [])).toBe(met);
  });

  it('is undecided with the reason of the first that does not', () => {
    const others = [
      { reason: 'dontKnowBounds', judgement: met },
      { reason: 'flagged', judgement: undecided },
    ] as const;
    expect(agreeingVerdict(met, others)).toEqual({ verdict: 'undecided', reason: 'flagged' });
  });
});
