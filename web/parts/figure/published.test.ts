import { describe, expect, it } from 'vitest';
import type { PublishedFigure } from '../../../core/release/release.ts';
import type { ListedRelease } from '../api-client.ts';
import { findByKey, findChange, findFigure, releasesUpTo, uniqueNodes } from './published.ts';
import { releaseOf } from './sample-release.ts';

const listed = (wave: string, number: number): ListedRelease => ({
  hash: `${wave}-${number}`,
  wave,
  period: wave,
  number,
  title: { 'zh-Hans': wave, en: wave },
  publishedAt: 0,
});
const all = [listed('2025', 1), listed('2024', 1), listed('2024', 2), listed('2026', 1)];
const hashes = (releases: readonly ListedRelease[]) => releases.map(({ hash }) => hash);

describe('releasesUpTo', () => {
  it('takes the latest release of every wave, in order of the waves', () => {
    expect(hashes(releasesUpTo(all))).toEqual(['2024-2', '2025-1', '2026-1']);
  });

  it('ends with the chosen release, and takes it even if there is a later one of its wave', () => {
    expect(hashes(releasesUpTo(all, '2025-1'))).toEqual(['2024-2', '2025-1']);
    expect(hashes(releasesUpTo(all, '2024-1'))).toEqual(['2024-1']);
  });

  it('shows the latest where the chosen release is not listed', () => {
    expect(hashes(releasesUpTo(all, 'unknown'))).toEqual(['2024-2', '2025-1', '2026-1']);
  });
});

describe('findFigure', () => {
  const silence: PublishedFigure = {
    form: 'short',
    key: 'silenceRate/problems',
    statistic: 'silenceRate',
    subject: 'problems',
    unit: 'share',
    definition: 'd1',
    cell: { value: 0.29, standing: 'full', standardError: 0.021, interval: [0.25, 0.33], n: 300 },
  };
  const release = releaseOf('2025', 81, {
    comparedWith: '2024',
    figures: [silence],
    references: [
      {
        form: 'short',
        key: 'complaintTendency/problems',
        to: 'silenceRate/problems',
        factor: -1,
        offset: 1,
      },
      { form: 'short', key: 'itemScore/SH_service', to: 'index/service', factor: 1, offset: 0 },
    ],
  });

  it('is what the reference refers to, turned into what the name stands for', () => {
    const name = { form: 'short', statistic: 'complaintTendency', subject: 'problems' };
    expect(findFigure(release, name)).toMatchObject({
      key: 'complaintTendency/problems',
      statistic: 'complaintTendency',
      unit: 'share',
      definition: 'd1',
      quantity: 'silenceRate/problems',
      cell: { value: 0.71, interval: [0.67, 0.75] },
    });
  });

  it('has the unit of its own statistic, where that is another', () => {
    const depth: PublishedFigure = {
      ...silence,
      key: 'shareOfActs/acts',
      statistic: 'shareOfActs',
      subject: 'acts',
      unit: 'points',
      cell: { value: 13.7, standing: 'full', standardError: 0.33, interval: [13, 14.4], n: 2345 },
    };
    const references = [
      { form: 'short', key: 'meanActs/acts', to: 'shareOfActs/acts', factor: 0.04, offset: 0 },
    ];
    const acts = releaseOf('2025', 81, { figures: [depth], references });
    expect(findFigure(acts, { form: 'short', statistic: 'meanActs', subject: 'acts' })).toMatchObject({
      unit: 'count',
      cell: { value: 0.55, standardError: 0.013, interval: [0.52, 0.58] },
    });
  });

  it('gives node and item the one number with the one word', () => {
    const names = [
      { form: 'short', statistic: 'index', subject: 'service' },
      { form: 'short', statistic: 'itemScore', subject: 'SH_service' },
    ];
    const [node, item] = names.map((name) => findFigure(release, name)!);
    expect(item!.cell).toEqual(node!.cell);
    expect(findChange(release, item!)).toEqual(findChange(release, node!));
    expect(findByKey(release, 'short', 'itemScore/SH_service')).toEqual(item);
  });

  it('is of the form asked for', () => {
    expect(findByKey(release, 'full', 'index/service')).toBe(undefined);
  });
});

describe('uniqueNodes', () => {
  it('leaves out a leaf that alone makes up its parent', () => {
    const release = releaseOf('2025', 81, {
      references: [{ form: 'short', key: 'index/leaf', to: 'index/service', factor: 1, offset: 0 }],
    });
    const leaf = { ...release.nodes[2]!, name: 'leaf', parent: 'service' };
    const named = uniqueNodes({ ...release, nodes: [...release.nodes, leaf] }).map(({ name }) => name);
    expect(named).toEqual(['overall', 'product', 'service']);
  });
});
