import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../numeric/seeded-random.ts';
import { earlierFigure } from './earlier-figure.ts';
import { drafted } from '../made-up/drafted.test-data.ts';
import { madeUpAnswers } from '../made-up/made-up-answers.test-data.ts';
import { madeUpDistrict } from '../made-up/made-up-district.test-data.ts';
import { madeUpFiles, programmeOf, type MadeUpFiles } from '../made-up/made-up-files.test-data.ts';
import type { SealedRelease } from '../sealed-release.ts';

const district = {
  ...madeUpDistrict(seededRandom('names'), { areas: 2, respondents: 600 }),
  indicators: ['awareness'] as const,
};
const rows = madeUpAnswers(district, 'names');

/** A question and its node with other names, in the files and in the answers. */
function renamed(files: MadeUpFiles, from: string, to: string): MadeUpFiles {
  const text = JSON.stringify(files)
    .replaceAll(`"${from}"`, `"${to}"`)
    .replaceAll(`"leaf_${from}"`, `"node_${to}"`);
  return JSON.parse(text) as MadeUpFiles;
}

describe('what a figure is compared with', () => {
  const first = drafted({ programme: programmeOf(madeUpFiles(district)), rows, period: '2025' });
  const same = drafted({ programme: programmeOf(madeUpFiles(district)), rows, earlier: [first] });
  const linesOf = ({ release }: typeof same) => release.comparison!.changes;

  it('is the same figure under another name: a renamed question breaks nothing', () => {
    const { item } = district.leaves[0]!;
    const programme = programmeOf(renamed(madeUpFiles(district), item, 'other'));
    const answers = rows.map((row) => {
      const { [item]: answer, ...others } = row.answers;
      return { ...row, answers: answer === undefined ? others : { ...others, other: answer } };
    });
    const second = drafted({ programme, rows: answers, earlier: [first] });
    expect(second.release.comparison!.breaks).toEqual([]);
    expect(linesOf(same).length).toBeGreaterThan(10);
    expect(linesOf(second)).toHaveLength(linesOf(same).length);
    expect(new Set(linesOf(second).map(({ word, difference }) => [word, difference].join()))).toEqual(
      new Set(['noDetectableChange,0']),
    );
  });

  it('follows names that were exchanged', () => {
    const files = madeUpFiles(district);
    const [one, two] = files['indices/short.json']!['root'].children as { name: string }[];
    [one!.name, two!.name] = [two!.name, one!.name];
    const second = drafted({ programme: programmeOf(files), rows, earlier: [first] });
    expect(second.release.comparison!.breaks).toEqual([]);
    expect(linesOf(second)).toHaveLength(linesOf(same).length);
  });

  const wave = (...figures: readonly (readonly [key: string, hash: string])[]) => ({
    sealed: {
      figures: figures.map(([key, hash]) => ({ key, definition: { hash, parts: {} } })),
      references: [{ form: 'short', key: 'itemScore/q', to: 'index/q', factor: 1, offset: 0 }],
    } as unknown as SealedRelease,
  });

  it('is the figure of its name where none has its definition, and that line ends', () => {
    expect(earlierFigure(wave(['index/q', '1']), 'index/q', [], { hash: '2' })?.key).toBe('index/q');
    expect(earlierFigure(wave(['index/q', '1']), 'itemScore/q', [], { hash: '2' })?.key).toBe('index/q');
    expect(earlierFigure(wave(['index/q', '1']), 'index/other', [], { hash: '2' })).toBeUndefined();
  });

  it('is that of its own name where several have its definition', () => {
    const before = wave(['index/a', '1'], ['index/q', '1']);
    expect(earlierFigure(before, 'index/q', [], { hash: '1' })?.key).toBe('index/q');
  });
});
