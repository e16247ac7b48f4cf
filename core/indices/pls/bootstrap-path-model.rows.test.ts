import { describe, expect, it } from 'vitest';
import { moments } from '../../numeric/moments.ts';
import { seededRandom } from '../../numeric/seeded-random.ts';
import { bootstrapPathModel, pathCoefficients, replicatePathModel } from './bootstrap-path-model.ts';
import { estimatePathModel } from './estimate-path-model.ts';
import { columns, estimate, items, model, rows, scale } from './quality-satisfaction-loyalty.test-data.ts';

describe('bootstrapPathModel', () => {
  it('is the model of the rows drawn', () => {
    const random = seededRandom('rows drawn');
    const times = new Float64Array(rows.length);
    for (let row = 0; row < rows.length; row++) times[random.integer(rows.length)]! += 1;
    const repeated = columns.map((column) =>
      column.flatMap((value, row) => Array<number>(times[row]!).fill(value)),
    );
    const { paths } = replicatePathModel(model, { items, columns }, scale, [times]);
    const direct = pathCoefficients(estimatePathModel(model, items, moments(repeated)));
    paths[0]!.forEach((value, at) => expect(value).toBeCloseTo(direct[at]!, 10));
  });

  it('is the same for the same seed, and spreads about the estimate', () => {
    const draw = () =>
      bootstrapPathModel(model, { items, columns }, scale, { resamples: 100, random: seededRandom(1) });
    const { paths, failed } = draw();
    expect(draw().paths).toEqual(paths);
    expect(failed).toBe(0);
    const first = paths.map((path) => path[0]!).sort((a, b) => a - b);
    expect(first[2]!).toBeLessThan(pathCoefficients(estimate)[0]!);
    expect(first[97]!).toBeGreaterThan(pathCoefficients(estimate)[0]!);
  });
});
