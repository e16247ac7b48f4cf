import type { Form } from '../programme/programme.ts';
import type { Target } from '../programme/target.ts';
import { boundFigure, quantityOf } from './bound-figure.ts';
import type { EarlierWave } from './earlier-wave.ts';
import { isRunning, lastOfPromise } from './locked-term.ts';
import type { FigureReference } from './release.ts';

/**
 * Promises of "each year" whose term runs on though the programme no longer makes them: taken out of its files, or
 * turned into a target of another kind. They are judged to their end (rule 30), as long as the figure is still there.
 * One that goes on under another name is not among them: it is the same promise.
 *
 * @param figures keys of the quantities there are
 */
export function withdrawnTargets(
  targets: readonly Target[],
  form: Form,
  earlier: readonly EarlierWave[],
  period: string,
  references: readonly FigureReference[],
  figures: ReadonlySet<string>,
): readonly Target[] {
  const keyOf = (target: Target) => quantityOf(boundFigure(target, form), references);
  const goesOn = new Set(targets.map((target) => `${target.operator.kind} ${keyOf(target)}`));
  const found = new Map<string, Target>();
  for (const { programme } of earlier) {
    for (const target of programme.targets) {
      if (!target.operator.kind.endsWith('EachYear')) continue;
      const key = keyOf(target);
      const promise = `${target.operator.kind} ${key}`;
      const term = lastOfPromise(target, key, earlier)?.term;
      if (goesOn.has(promise) || !figures.has(key) || !term || !isRunning(term, period)) continue;
      const isTaken = targets.some(({ name }) => name === target.name);
      found.set(promise, isTaken ? { ...target, name: `${target.name}-each-year` } : target);
    }
  }
  return [...found.values()];
}
