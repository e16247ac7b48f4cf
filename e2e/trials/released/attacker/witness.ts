import { canonicalJson } from '../../../../core/canonical-json.ts';
import type { SeededRandom } from '../../../../core/numeric/seeded-random.ts';
import { drafted, type WaveToDraft } from '../../../../core/release/made-up/drafted.test-data.ts';
import type { Release } from '../../../../core/release/release.ts';
import type { ResponseRow } from '../../../../core/release/measure/wave-columns.ts';

/** A hidden cell of a rated item, and how far its mean lies in another data set with the same document. */
export interface Elsewhere {
  readonly cell: string;
  readonly n: number;
  readonly truth: number;
  readonly other: number;
}

export interface Witness {
  readonly cells: readonly Elsewhere[];
  readonly drafts: number;
}

/**
 * Looks for a second data set that has the same document and other answers in every hidden cell: answers of two people are
 * exchanged, or one is changed, and what leaves the document as it is is kept. It is drafted every time, so that errors,
 * standings and ranks are the same too.
 */
export function findWitness(
  wave: WaveToDraft,
  document: string,
  random: SeededRandom,
  most: number,
): Witness {
  const { release } = drafted(wave);
  const hidden = hiddenCells(wave, release);
  const hiddenAreas = new Set(
    release.figures.flatMap(({ subject, area, cell }) =>
      'suppressed' in cell ? [`${subject}@${area}`] : [],
    ),
  );
  const means = (rows: readonly ResponseRow[]) => hidden.map((cell) => meanOf(rows, cell));
  const truth = means(wave.rows);
  let rows = wave.rows;
  let drafts = 0;
  const isElsewhere = (at: number, found: readonly number[]) => Math.abs(found[at]! - truth[at]!) > 1e-9;
  for (; drafts < most; drafts += 1) {
    const found = means(rows);
    const left = hidden.filter((_, at) => !isElsewhere(at, found));
    if (left.length === 0) break;
    const changed = exchanged(rows, left[random.integer(left.length)]!, hiddenAreas, random);
    const now = means(changed);
    // What is elsewhere already stays there.
    if (hidden.some((_, at) => isElsewhere(at, found) && !isElsewhere(at, now))) continue;
    if (documentOf(drafted({ ...wave, rows: changed }).release) === document) rows = changed;
  }
  const other = means(rows);
  return {
    drafts,
    cells: hidden.map(({ key, n }, at) => ({ cell: key, n, truth: truth[at]!, other: other[at]! })),
  };
}

/** All of a document but the digests, which are of the data and of a secret. */
export function documentOf({ provenance: { document, software }, ...release }: Release): string {
  return canonicalJson({ ...release, provenance: { document, software } });
}

interface HiddenCell {
  readonly key: string;
  readonly item: string;
  readonly area: string;
  readonly n: number;
}

function hiddenCells(
  { rows, programme }: WaveToDraft,
  { figures, references }: Release,
): readonly HiddenCell[] {
  const suppressed = new Map(figures.map(({ key, cell }) => [key, 'suppressed' in cell]));
  for (const { key, to } of references) suppressed.set(key, suppressed.get(to) === true);
  return [...suppressed].flatMap(([key, isHidden]) => {
    const [, item = '', area] = /^itemScore\/([^@]+)@(.+)$/.exec(key) ?? [];
    if (!isHidden || area === undefined) return [];
    const n = rows.filter((row) => row.area === area && typeof row.answers[item] === 'number').length;
    const isKnown = programme.areas.some(({ code }) => code === area);
    return isKnown && n > 0 && n < 10 ? [{ key, item, area, n }] : [];
  });
}

function meanOf(rows: readonly ResponseRow[], { item, area }: HiddenCell): number {
  let [sum, all] = [0, 0];
  for (const { answers, weight = 1, ...row } of rows) {
    const given = answers[item];
    if (row.area !== area || typeof given !== 'number') continue;
    sum += weight * given;
    all += weight;
  }
  return sum / all;
}

/** One answer of the cell exchanged with one of another area, or moved by a point. */
function exchanged(
  rows: readonly ResponseRow[],
  { item, area }: HiddenCell,
  hiddenAreas: ReadonlySet<string>,
  random: SeededRandom,
) {
  const answered = rows.flatMap((row, at) => (typeof row.answers[item] === 'number' ? [at] : []));
  const inside = answered.filter((at) => rows[at]!.area === area);
  const others = answered.filter((at) => rows[at]!.area !== area);
  // Where both are hidden, neither the total nor what is shown by area moves.
  const unseen = others.filter((at) => hiddenAreas.has(`${item}@${rows[at]!.area}`));
  const outside = unseen.length > 0 && random.next() < 0.8 ? unseen : others;
  const one = inside[random.integer(inside.length)]!;
  const given = rows[one]!.answers[item] as number;
  const withAnswer = (at: number, answer: number): ResponseRow => ({
    ...rows[at]!,
    answers: { ...rows[at]!.answers, [item]: answer },
  });
  if (outside.length > 0 && random.next() < 0.8) {
    const other = outside[random.integer(outside.length)]!;
    const theirs = rows[other]!.answers[item] as number;
    return rows.map((row, at) =>
      at === one ? withAnswer(at, theirs) : at === other ? withAnswer(at, given) : row,
    );
  }
  const highest = Math.max(...answered.map((at) => rows[at]!.answers[item] as number));
  const moved = Math.min(highest, Math.max(1, given + (random.next() < 0.5 ? 1 : -1)));
  return rows.map((row, at) => (at === one ? withAnswer(at, moved) : row));
}
