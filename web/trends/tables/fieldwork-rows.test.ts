import { describe, expect, it } from 'vitest';
import type { Fieldwork } from '../../../core/release/release.ts';
import { fieldworkRows } from './fieldwork-rows.ts';
import { readerIn } from '../../parts/figure/reader.ts';
import { quietFieldwork, releaseOf } from '../../parts/figure/sample-release.ts';

const chinese = readerIn('zh-Hans');
const eventful: Fieldwork = {
  issued: 6000,
  outcomes: [
    { outcome: 'complete', count: 2400 },
    { outcome: 'refusal', count: 'under10' },
    { outcome: 'excluded', count: 30 },
  ],
  responseRate: { value: 0.42, definition: 'AAPOR RR1' },
  openedOn: '2026-09-01',
  plannedEnd: '2026-09-30',
  closedOn: '2026-10-12',
  sealedOn: '2026-10-13',
  reopenedOn: ['2026-10-02'],
  stoppingRule: { 'zh-Hans': '到期即止', en: 'at the planned end' },
  late: { count: 'under10', areIn: true },
  exclusions: [
    { reason: 'failedBackCheck', count: 25 },
    { reason: 'officeRequest', count: 'under10' },
  ],
  headlineBeforeExclusions: {
    value: 82.6,
    standing: 'full',
    standardError: 0.66,
    interval: [81.3, 83.9],
    n: 2425,
  },
  looks: { count: 3, days: ['2026-09-20', '2026-10-03'] },
  deviations: [
    { kind: 'endMoved', planned: '2026-09-30', actual: '2026-10-12' },
    { kind: 'sampleBelowPlan', planned: 3000, actual: 2400 },
    { kind: 'reopened', times: 1 },
    { kind: 'marginLeftOut', item: 'education' },
    { kind: 'notTrimmed', bound: 2.5 },
  ],
};

describe('fieldworkRows', () => {
  it('tells in plain words what happened, with the headline before and after what was excluded', () => {
    expect(fieldworkRows(releaseOf('2026', 82.4, { fieldwork: eventful }), chinese)).toEqual([
      { about: '发出的邀请', lines: ['约6,000份'] },
      { about: '邀请的结果', lines: ['有效完成：约2,400份', '不愿参加：不足10份', '事后剔除：约30份'] },
      {
        about: '回收率',
        lines: [
          '42%（AAPOR RR1：有效完成的份数除以发出的邀请数，已知不是调查对象的不算在内，没有使用的都算在内）',
        ],
      },
      {
        about: '时间',
        lines: [
          '开始：2026年9月1日',
          '计划结束：2026年9月30日',
          '实际结束：2026年10月12日',
          '重新开放：2026年10月2日',
          '封卷：2026年10月13日',
        ],
      },
      { about: '事先定的停止办法', lines: ['到期即止'] },
      { about: '停止之后才交的答卷', lines: ['不足10份（也可能没有）；按事先的规定计入所有数字'] },
      {
        about: '剔除的答卷',
        lines: [
          '复核未通过：约25份',
          '部门要求剔除：不足10份',
          '质量满意度：剔除之前82.6（81.3至83.9），n ≈ 2,425；剔除之后82.4（81.1至83.7），n ≈ 2,400',
        ],
      },
      { about: '调查期间看过数字', lines: ['3次：2026年9月20日、2026年10月3日'] },
      {
        about: '与计划不同的地方',
        lines: [
          '比计划推迟结束：计划2026年9月30日，实际2026年10月12日',
          '有效答卷少于计划：计划3,000份，实际约2,400份',
          '停止后又重新开放1次',
          '原定按“education”加权，没有做到（原因见“怎么算的”）',
          '原定权数不超过平均数的2.5倍，没有做到（原因见“怎么算的”）',
        ],
      },
    ]);
  });

  it('says of a wave of ours where nothing happened that nothing did', () => {
    expect(fieldworkRows(releaseOf('2026', 82.4), chinese)).toEqual([
      { about: '停止之后才交的答卷', lines: ['没有'] },
      { about: '剔除的答卷', lines: ['没有'] },
      { about: '调查期间看过数字', lines: ['没有'] },
      { about: '与计划不同的地方', lines: ['没有'] },
    ]);
  });

  it('says beside the stopping rule that no planned end was declared, where none was', () => {
    const { plannedEnd: _, ...open } = eventful;
    const rows = fieldworkRows(releaseOf('2026', 82.4, { fieldwork: open }), chinese);
    expect(rows.find(({ about }) => about === '事先定的停止办法')?.lines).toEqual([
      '到期即止',
      '没有写明计划的结束日',
    ]);
  });

  it('does not speak of excluded invitations where nothing was excluded', () => {
    const outcomes = [{ outcome: 'excluded', count: 'under10' }] as const;
    const release = releaseOf('2026', 82.4, { fieldwork: { ...quietFieldwork, outcomes } });
    expect(fieldworkRows(release, chinese).map(({ about }) => about)).not.toContain('邀请的结果');
  });

  it('has nothing to tell of an imported wave whose file told nothing', () => {
    const release = releaseOf('2020', 82.4, { fieldwork: quietFieldwork });
    const wave = { ...release.wave, kind: 'imported' } as const;
    expect(fieldworkRows({ ...release, wave }, chinese)).toEqual([]);
  });
});
