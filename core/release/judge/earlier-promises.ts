import { isTrend, trendOperators, type TargetOperator } from '../../judgement/operators/operators.ts';
import type { EarlierWave } from '../compare/earlier-wave.ts';
import type { SealedRelease, SealedTarget } from '../sealed-release.ts';

/** A promise of "each year" as it was published wave by wave, under whatever names. */
export interface EarlierPromise {
  readonly kind: string;
  /** Oldest first. */
  readonly links: readonly PublishedPromise[];
  /** Definitions of its figure: the one it began with, and those it had since. */
  readonly hashes: ReadonlySet<string>;
}

interface PublishedPromise {
  readonly wave: EarlierWave;
  readonly target: SealedTarget;
}

/** What a promise is known by. */
export interface PromiseToFind {
  readonly name: string;
  readonly kind: string;
  /** Key of the quantity. */
  readonly figure: string;
  readonly hashes: readonly string[];
}

/** The figures of a wave, by key and by definition. */
export interface FiguresThere {
  readonly keys: ReadonlySet<string>;
  readonly hashes: ReadonlySet<string>;
}

/** All promises of "each year" that earlier waves published, those that were given up among them. */
export function earlierPromises(earlier: readonly EarlierWave[]): readonly EarlierPromise[] {
  return earlier.reduce((known, wave) => withWave(known, wave), [] as readonly EarlierPromise[]);
}

function withWave(known: readonly EarlierPromise[], wave: EarlierWave): readonly EarlierPromise[] {
  const { sealed } = wave;
  const published = sealed.targets.filter((target) => isOfEachYear(target));
  const wanted = published.map((target) => ({
    name: target.name,
    kind: target.operator.kind,
    figure: target.figure,
    hashes: hashesOf(target, sealed),
  }));
  const found = continuedPromises(wanted, known, figuresThere(sealed.figures));
  const goOn = published.map((target, at): EarlierPromise => {
    const { kind, hashes } = wanted[at]!;
    const before = found[at];
    return {
      kind,
      links: [...(before?.links ?? []), { wave, target }],
      hashes: new Set([...(before?.hashes ?? []), ...hashes]),
    };
  });
  return [...known.filter((promise) => !found.includes(promise)), ...goOn];
}

/** Releases of before know the same kinds. */
const eachYear: ReadonlySet<string> = new Set(
  Object.entries(trendOperators).flatMap(([kind, { isEachYear }]) => (isEachYear ? [kind] : [])),
);

export function isOfEachYear({ operator }: { readonly operator: { readonly kind: string } }): boolean {
  return eachYear.has(operator.kind);
}

/** Whether what is promised is a rise. */
export function isOfRise({ operator }: { readonly operator: TargetOperator }): boolean {
  return isTrend(operator) && trendOperators[operator.kind].isRise;
}

export function figuresThere(
  figures: Iterable<{ readonly key: string; readonly definition: { readonly hash: string } }>,
): FiguresThere {
  const all = [...figures];
  return {
    keys: new Set(all.map(({ key }) => key)),
    hashes: new Set(all.map(({ definition }) => definition.hash)),
  };
}

/**
 * The earlier promise that each goes on with, if any. A promise is its figure and its direction, and a figure is its
 * definition (rule 27): nobody forgives one by another name of the target, the node or the question, nor by exchanging
 * the names of two.
 *
 * 1. The one of that definition.
 * 2. Else the one of that key, where its own definition is nowhere any more: the figure was changed.
 * 3. Else the one of that name, where its figure is gone altogether.
 *
 * Where several are left, that of the same name goes first, and then one nobody else goes on with.
 */
export function continuedPromises(
  wanted: readonly PromiseToFind[],
  known: readonly EarlierPromise[],
  { keys, hashes }: FiguresThere,
): readonly (EarlierPromise | undefined)[] {
  const found = new Map<PromiseToFind, EarlierPromise>();
  const isDefined = (promise: EarlierPromise) => [...promise.hashes].some((hash) => hashes.has(hash));
  const ways: readonly ((promise: EarlierPromise, of: PromiseToFind) => boolean)[] = [
    (promise, of) => of.hashes.some((hash) => promise.hashes.has(hash)),
    (promise, { figure }) => lastKey(promise) === figure && !isDefined(promise),
    (promise, { name }) => lastName(promise) === name && !isDefined(promise) && !keys.has(lastKey(promise)),
  ];
  for (const isOne of ways) {
    const taken = new Set(found.values());
    const open = wanted.filter((of) => !found.has(of));
    const choices = open.map((of) => ({
      of,
      all: known.filter((promise) => !taken.has(promise) && promise.kind === of.kind && isOne(promise, of)),
    }));
    for (const { of, all } of choices) {
      const namesake = all.filter((promise) => lastName(promise) === of.name).at(-1);
      if (namesake) found.set(of, namesake);
    }
    for (const { of, all } of choices) {
      if (found.has(of)) continue;
      const gone = new Set(found.values());
      const other = all.filter((promise) => !gone.has(promise)).at(-1) ?? all.at(-1);
      if (other) found.set(of, other);
    }
  }
  return wanted.map((of) => found.get(of));
}

/** What was said of it last. */
export function lastOfPromise({ links }: EarlierPromise): SealedTarget {
  return links.at(-1)!.target;
}

const lastKey = (promise: EarlierPromise) => lastOfPromise(promise).figure;
const lastName = (promise: EarlierPromise) => lastOfPromise(promise).name;

function hashesOf({ figure, evidence }: SealedTarget, { figures }: SealedRelease): readonly string[] {
  const own = figures.find(({ key }) => key === figure)?.definition.hash;
  return [evidence?.definition.hash, own].filter((hash) => hash !== undefined);
}
