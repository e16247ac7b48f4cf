import { gather } from '../../core/gather.ts';
import type { Release } from '../../core/release/format-1.ts';
import { breakReasons } from './break-text.ts';
import { changeSize } from './change-text.ts';
import { findChange, findFigure } from './published.ts';
import type { Reader } from './reader.ts';
import type { ChangeWord } from '../../core/estimation/change-word.ts';

/**
 * What moved since the wave before, in sentences: the index first, then the dimensions, those with a detected
 * change each by itself, the others together by their word.
 *
 * @example summarySentences(release, readerIn('zh-Hans'))
 * // ['质量满意度上升1.8 ±1.2分。', '服务质量上升1.8 ±1.2分；产品质量未见显著变化。']
 */
export function summarySentences(release: Release, reader: Reader): readonly string[] {
  const { comparison } = release;
  const { language, say } = reader;
  if (comparison === undefined) return [end(say('noChangeHere'), reader)];
  if (comparison.breaks.length > 0) {
    const reasons = breakReasons(comparison.breaks, reader);
    return [end(say('broken', { wave: comparison.waveTitle[language], reasons }), reader)];
  }
  const root = rootOf(release);
  const dimensions = dimensionsOf(release);
  return [root ? [root] : [], dimensions]
    .map((nodes) => clauses(release, nodes, reader))
    .filter((parts) => parts.length > 0)
    .map((parts) => end(parts.join(say('clauseSeparator')), reader));
}

/** The node the overall index is about. */
export function rootOf({ nodes }: Release): Release['nodes'][number] | undefined {
  return nodes.find(({ parent }) => parent === undefined);
}

/** The nodes of the first level that count. */
export function dimensionsOf(release: Release): Release['nodes'] {
  const root = rootOf(release);
  return release.nodes.filter(({ parent, isDiagnostic }) => root && parent === root.name && !isDiagnostic);
}

function clauses(release: Release, nodes: Release['nodes'], reader: Reader): readonly string[] {
  const { language, say } = reader;
  const moved: string[] = [];
  const still = new Map<ChangeWord, string[]>();
  for (const { name, title } of nodes) {
    const figure = findFigure(release, 'index', name);
    const change = figure && findChange(release, figure.key);
    if (!change) continue;
    if (change.word === 'rose' || change.word === 'fell') {
      const word = say(`change.${change.word}`);
      moved.push(
        say('summaryMoved', { subject: title[language], word, change: changeSize(change, 'points', reader) }),
      );
    } else {
      gather(still, change.word, title[language]);
    }
  }
  const unmoved = [...still].map(([word, subjects]) =>
    say('summaryStill', { subject: subjects.join(say('listSeparator')), word: say(`change.${word}`) }),
  );
  return [...moved, ...unmoved];
}

function end(sentence: string, { say }: Reader): string {
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}${say('fullStop')}`;
}
