import loadHighs, { type Highs } from 'highs';
import type { LinearSolver } from '../../core/disclosure/linear-solver.ts';

/** Loaded when it is first needed: some 3.5 MB of WebAssembly that stands beside the package. */
let loaded: Promise<Highs> | undefined;

/**
 * HiGHS (Q. Huangfu and J. A. J. Hall 2018, Math. Prog. Comp. 10, 119-142), in this thread. A question takes some
 * milliseconds: each goes on from where the last one ended.
 */
export const highsSolver: LinearSolver = async ({ unknowns, rows }, isWhole) => {
  loaded ??= loadHighs();
  const highs = await loaded;
  const starts = new Int32Array(rows.length + 1);
  for (const [at, { terms }] of rows.entries()) starts[at + 1] = starts[at]! + terms.length;
  const terms = rows.flatMap((row) => row.terms);
  const bounded = (bound: number) =>
    Math.abs(bound) === Infinity ? Math.sign(bound) * highs.infinity : bound;
  const { integer, continuous } = highs.constants.variableType;
  const model = highs.createModel({
    numCols: unknowns.length,
    numRows: rows.length,
    colCost: new Float64Array(unknowns.length),
    colLower: Float64Array.from(unknowns, ({ lowest }) => bounded(lowest)),
    colUpper: Float64Array.from(unknowns, ({ highest }) => bounded(highest)),
    rowLower: Float64Array.from(rows, ({ lowest }) => bounded(lowest)),
    rowUpper: Float64Array.from(rows, ({ highest }) => bounded(highest)),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: unknowns.length,
      starts,
      indices: Int32Array.from(terms, ({ unknown }) => unknown),
      values: Float64Array.from(terms, ({ coefficient }) => coefficient),
    },
    ...(isWhole ? { integrality: unknowns.map((_, at) => (isWhole(at) ? integer : continuous)) } : {}),
  });
  // Whole numbers are looked for until an end is known to within a fiftieth: every point found counts as what it is.
  model.options.set({ output_flag: false, mip_rel_gap: 0.02 });
  const { minimize, maximize } = highs.constants.objectiveSense;
  const { optimal, infeasible } = highs.constants.modelStatus;
  return {
    extreme(asked, direction) {
      for (const { unknown, coefficient } of asked) model.changeColCost(unknown, coefficient);
      model.changeObjectiveSense(direction === 'maximize' ? maximize : minimize);
      const { modelStatus } = model.run();
      const point = modelStatus === optimal ? model.getSolution().colValue : undefined;
      for (const { unknown } of asked) model.changeColCost(unknown, 0);
      if (modelStatus === infeasible) return undefined;
      if (!point) throw new Error(`HiGHS found no end (status ${modelStatus})`);
      return { point, value: asked.reduce((sum, each) => sum + each.coefficient * point[each.unknown]!, 0) };
    },
    close: () => model.dispose(),
  };
};
