import { describe, expect, it } from 'vitest';
import { estimatesStanding } from './estimates-standing.ts';
import { analyseWording } from '../../wording/analyse/wording.ts';

const say = analyseWording('zh-Hans');

describe('estimatesStanding', () => {
  it('says that figures still change only while the wave takes answers', () => {
    const survey = { kind: 'survey' } as const;
    expect(say(estimatesStanding({ ...survey, state: 'open' }))).toContain('还会变');
    expect(say(estimatesStanding({ ...survey, state: 'closed' }))).toContain('还会变');
    expect(say(estimatesStanding({ ...survey, state: 'closed', sealedAt: 1 }))).toMatch(/^已封卷，未发布/);
  });

  it('leads to the release once there is one', () => {
    expect(say(estimatesStanding({ kind: 'survey', state: 'published', sealedAt: 1 }))).toBe(
      '已发布；引用请用发布页的数字。',
    );
    expect(say(estimatesStanding({ kind: 'imported', state: 'published' }))).toContain('已发布');
  });

  it('does not call an imported wave sealed', () => {
    expect(say(estimatesStanding({ kind: 'imported', state: 'closed' }))).toMatch(/^未发布：发布之前/);
  });
});
