import { textIn } from '../../../core/questionnaire/local-text.ts';
import { gather } from '../../../core/gather.ts';
import type { PublishedChange, Release, ReleaseNode } from '../../../core/release/release.ts';
import { breakReasons } from './break-text.ts';
import { changeSize } from './change-text.ts';
import { findBreak, findChange, findFigure } from '../../parts/figure/published.ts';
import type { Reader } from '../../parts/figure/reader.ts';

/**
 * What moved since the wave before, in sentences: the index first, then the dimensions, those with a detected
 * change each by itself, the others together by their word, those whose change hangs on “don't know” apart from them,
 * and those that cannot be compared by the reason.
 *
 * @example summarySentences(release, readerIn('zh-Hans'))
 * // ['质量满意度上升1.8分（0.6至3.0）。', '服务质量上升1.8分（0.6至3.0）；产品质量未见显著变化。']
 */
export function summarySentences(release: Release, reader: Reader): readonly string[] {
  if (release.comparison === undefined) return [end(reader.say('noChangeHere'), reader)];
  const root = rootOf(release);
  return [root ? [root] : [], dimensionsOf(release)]
    .map((nodes) => clauses(release, nodes, reader))
    .filter((parts) => parts.length > 0)
    .map((parts) => end(parts.join(reader.say('clauseSeparator')), reader));
}

/** The node the overall index is about: the root of the first frame of the first form. */
export function rootOf({ nodes, forms }: Release): ReleaseNode | undefined {
  const form = forms[0]?.name;
  return nodes.find((node) => node.parent === undefined && node.form === form);
}

/** The nodes of the first level that count. */
export function dimensionsOf(release: Release): readonly ReleaseNode[] {
  const root = rootOf(release);
  return release.nodes.filter(
    ({ form, frame, parent, isDiagnostic }) =>
      root && form === root.form && frame === root.frame && parent === root.name && !isDiagnostic,
  );
}

/** Leaves called by their titles, by the name of the node as of the item. */
export function titlesOf({ nodes }: Release, { language }: Reader): (leaf: string) => string {
  const titles = new Map<string, string>();
  for (const { name, item, title } of nodes) {
    titles.set(name, textIn(title, language));
    if (item !== undefined && !titles.has(item)) titles.set(item, textIn(title, language));
  }
  return (leaf) => titles.get(leaf) ?? leaf;
}

function clauses(release: Release, nodes: readonly ReleaseNode[], reader: Reader): readonly string[] {
  const { language, say } = reader;
  const moved: string[] = [];
  const still = new Map<PublishedChange['word'], string[]>();
  const open: string[] = [];
  const broken = new Map<string, string[]>();
  for (const { form, name, title } of nodes) {
    const figure = findFigure(release, { form, statistic: 'index', subject: name });
    if (!figure) continue;
    const change = findChange(release, figure);
    if (!change) {
      const reasons = breakReasons(findBreak(release, form, figure.quantity), reader);
      if (reasons !== '') gather(broken, reasons, textIn(title, language));
      continue;
    }
    const subject = change.commonLeaves
      ? say('bracketed', { text: textIn(title, language), inner: say('commonLeavesAlone') })
      : textIn(title, language);
    if (change.word === 'rose' || change.word === 'fell') {
      const word = say(`change.${change.word}`);
      moved.push(say('summaryMoved', { subject, word, change: changeSize(change, 'points', reader) }));
    } else if (change.word === 'open') {
      open.push(subject);
    } else {
      gather(still, change.word, subject);
    }
  }
  const together = (subjects: readonly string[]) => subjects.join(say('listSeparator'));
  const unmoved = [...still].map(([word, subjects]) =>
    say('summaryStill', { subject: together(subjects), word: say(`change.${word}`) }),
  );
  const wave = textIn(release.comparison!.waveTitle, language);
  const apart = [...broken].map(([reasons, subjects]) =>
    say('broken', { subject: together(subjects), wave, reasons }),
  );
  const untold = open.length > 0 ? [say('summaryOpen', { subject: together(open) })] : [];
  return [...moved, ...untold, ...unmoved, ...apart];
}

function end(sentence: string, { say }: Reader): string {
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}${say('fullStop')}`;
}
