import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../numeric/seeded-random.ts';
import type { Programme } from '../../programme/programme.ts';
import { drafted } from '../made-up/drafted.test-data.ts';
import { madeUpAnswers } from '../made-up/made-up-answers.test-data.ts';
import { madeUpDistrict, type MadeUpLeaf } from '../made-up/made-up-district.test-data.ts';
import { madeUpFiles, programmeOf, type MadeUpFiles } from '../made-up/made-up-files.test-data.ts';
import { overCommonLeaves } from './over-common-leaves.ts';
import { waveColumns } from '../measure/wave-columns.ts';
import { waveContext } from '../measure/wave-context.ts';

/* eslint-disable @typescript-eslint/no-explicit-any -- edits change files of any shape */

const drawn = madeUpDistrict(seededRandom('leaves'), { areas: 2, respondents: 600 });
const leaf = (item: string, weight: number): MadeUpLeaf => ({
  ...drawn.leaves[0]!,
  item,
  weight,
  dimension: 'dimension1',
  used: 1,
  isRouted: false,
  isDiagnostic: false,
});
const district = {
  ...drawn,
  indicators: [],
  dimensions: [
    { name: 'dimension1', weight: 0.5 },
    { name: 'dimension2', weight: 0.5 },
  ],
  leaves: [
    leaf('q11', 0.5),
    leaf('q12', 0.4),
    leaf('q13', 0.1),
    { ...leaf('q21', 1), dimension: 'dimension2' },
  ],
};
const rows = madeUpAnswers(district, 'leaves');

function programme(edit: (files: MadeUpFiles) => void): Programme {
  const files = madeUpFiles(district);
  const root = files['indices/short.json']!['root'];
  const [first, second] = root.children;
  // The first dimension beside the index: shown, and not counted.
  delete first.weight;
  first.isDiagnostic = true;
  second.weight = 1;
  edit(files);
  return programmeOf(files);
}

function compared(edit: (children: any[]) => any[]) {
  const before = drafted({ programme: programme(() => {}), rows, period: '2025' });
  const now = programme((files) => {
    const [first] = files['indices/short.json']!['root'].children;
    first.children = edit(first.children);
  });
  const columns = waveColumns(now.forms[0]!.questionnaire, rows);
  const own = waveContext(now, now.forms[0]!, columns);
  const { sealed } = drafted({ programme: now, rows });
  const wave = {
    hash: 'h',
    document: 'd',
    programme: before.programme,
    form: before.programme.forms[0]!,
    sealed: before.sealed,
  };
  return overCommonLeaves(own, wave, columns, sealed.figures, sealed.references);
}

describe('an index beside the headline that lost a leaf', () => {
  it('is compared over all leaves that are left, alike in both waves', () => {
    const standIns = compared(([first, second]) => [
      { ...first, weight: 0.55 },
      { ...second, weight: 0.45 },
    ]);
    const { before, now, commonLeaves } = standIns.get('index/dimension1')!;
    expect(commonLeaves).toEqual(['leaf_q11', 'leaf_q12']);
    expect(before).toEqual(now);
    expect(now).toMatchObject({ n: expect.any(Number) as number });
    expect([...standIns.keys()]).toEqual(['index/dimension1']);
  });

  it('is not where less than 80 % is left', () => {
    expect([...compared(([first]) => [{ ...first, weight: 1 }]).keys()]).toEqual([]);
  });
});
