import { describe, expect, it } from 'vitest';
import { moments } from '../../numeric/moments.ts';
import { estimatePathModel } from './estimate-path-model.ts';
import { heterotraitMonotrait, measurementQuality } from './measurement-quality.ts';
import type { PathModel } from './path-model.ts';
import { columns, estimate, items, model } from './quality-satisfaction-loyalty.test-data.ts';

describe('measurementQuality', () => {
  it('is 1 for a construct of one item, and below 1 for others', () => {
    const single: PathModel = {
      constructs: [{ name: 'quality', items: ['q1'] }, ...model.constructs.slice(1)],
      paths: model.paths,
    };
    const [one, more] = measurementQuality(estimatePathModel(single, items, moments(columns)));
    expect(one).toMatchObject({ alpha: 1, rhoA: 1, rhoC: 1, averageVarianceExtracted: 1 });
    for (const value of [more!.alpha, more!.rhoA, more!.rhoC, more!.averageVarianceExtracted]) {
      expect(value).toBeGreaterThan(0.4);
      expect(value).toBeLessThan(1);
    }
    for (const { ratio } of heterotraitMonotrait(estimate)) expect(ratio).toBeLessThan(1);
    expect(heterotraitMonotrait(estimate).map(({ pair }) => pair.join())).toEqual([
      'quality,satisfaction',
      'quality,loyalty',
      'satisfaction,loyalty',
    ]);
  });
});
