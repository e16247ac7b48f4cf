import { describe, expect, it } from 'vitest';
import { type Files, parse, soundProgramme } from '../../programme/sample-programme.ts';
import { answersPlannedFor } from './answers-planned-for.ts';

function planned(statistic: string, subject: string, area?: string, edit: (files: Files) => void = () => {}) {
  const files = soundProgramme();
  Object.assign(files['programme.json'].settings.plan, {
    sampleSize: 1000,
    areas: { hill: 0.2, shore: 0.8 },
    items: {
      roads: { eligible: 0.3, substantive: 0.9 },
      order: { substantive: 0.8 },
      problem: { substantive: 0.95 },
    },
  });
  edit(files);
  const { value, faults } = parse(files);
  expect(faults).toBeUndefined();
  const figure = area === undefined ? { statistic, subject } : { statistic, subject, area };
  return answersPlannedFor(value!, value!.forms[0]!, figure);
}

describe('the answers planned for a figure', () => {
  it('are the sample times what is expected of the item', () => {
    expect(planned('satisfactionRate', 'roads')).toBeCloseTo(270, 9);
    expect(planned('itemScore', 'order')).toBeCloseTo(800, 9);
    expect(planned('itemScore', 'whole')).toBe(1000);
  });

  it('are those of the area, by its share or an equal one', () => {
    expect(planned('satisfactionRate', 'roads', 'hill')).toBeCloseTo(54, 9);
    const undeclared = (files: Files) => delete files['programme.json'].settings.plan.areas;
    expect(planned('satisfactionRate', 'roads', 'hill', undeclared)).toBeCloseTo(135, 9);
  });

  it('are of an index what its ladder counts', () => {
    // 0.6 on 270 answers, 0.4 on 800.
    expect(planned('index', 'overall')).toBeCloseTo(1 / (0.36 / 270 + 0.16 / 800), 9);
    const evenly = (files: Files) => delete files['programme.json'].settings.plan.items;
    expect(planned('index', 'overall', undefined, evenly)).toBe(1000);
  });

  it('are of an indicator those of the rarest of its questions', () => {
    expect(planned('problemOccurrence', 'problems')).toBeCloseTo(950, 9);
    expect(planned('netPromoter', 'promoters')).toBe(1000);
    const complaints = (files: Files) => {
      files['indices/short.json'].indicators[2].complaint = { variable: 'campaign', values: ['knows'] };
      files['programme.json'].settings.plan.items.campaign = { eligible: 0.2 };
    };
    expect(planned('silenceRate', 'problems', undefined, complaints)).toBeCloseTo(200, 9);
    expect(planned('problemOccurrence', 'problems', undefined, complaints)).toBeCloseTo(950, 9);
    expect(planned('awarenessIndex', 'awareness', undefined, complaints)).toBeCloseTo(200, 9);
  });
});
