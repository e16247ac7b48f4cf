import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import type { Answers } from '../../../core/questionnaire/answer.ts';
import { languageCodes, type Language } from '../../../core/questionnaire/local-text.ts';
import { phoneModelOf } from '../phone-model.ts';
import Respond from '../Respond.svelte';
import { Filling, type Shown } from '../Filling.svelte.ts';
import { sampleModel } from '../sample-model.ts';

/** A screen as the phone draws it, once its script has taken over. */
function drawn(shown: Shown, answers: Answers, language: Language = 'zh-Hans'): string {
  const response = new Filling(phoneModelOf({ ...sampleModel, language }));
  response.isTakenOver = true;
  response.answers = answers;
  response.show(shown);
  return render(Respond, { props: { response } }).body;
}

describe('a phone that cannot reach the server', () => {
  it('tells who answered that the answers are kept on it', () => {
    const page = drawn({ kind: 'waiting' }, { consent: 'yes' });
    expect(page).toContain('您的回答已留在这台设备上');
    expect(page).toContain('现在再送一次');
  });

  it('tells who declined that the page may be closed, and of no answers to look after', () => {
    const page = drawn({ kind: 'waiting' }, { consent: 'no' });
    expect(page).toContain('您没有参加。');
    expect(page).toContain('可以直接关掉这一页');
    for (const untrue of ['已留在', '尚未送达', '不要清除', '现在再送一次'])
      expect(page).not.toContain(untrue);
  });

  it('says that it tried again, and when, once the person asked for it', () => {
    const page = drawn({ kind: 'waiting', triedAgainAt: '10:32' }, { consent: 'yes' });
    expect(page).toMatch(/role="status"[^>]*>10:32又试了一次，还是送不出去。/);
    expect(drawn({ kind: 'waiting' }, { consent: 'yes' })).not.toContain('又试了一次');
  });

  it('tells them apart in every language', () => {
    for (const language of languageCodes) {
      const [kept, declined] = ['yes', 'no'].map((consent) => {
        const { words } = phoneModelOf({ ...sampleModel, language });
        const page = drawn({ kind: 'waiting' }, { consent }, language);
        return [page.includes(words.page.waitingText), page.includes(words.waitingApart.refusal)];
      });
      expect([kept, declined]).toEqual([
        [true, false],
        [false, true],
      ]);
    }
  });
});

describe('a phone that comes by an open link with no place left', () => {
  const shown = { kind: 'notStored', problem: 'openLinkFullInAll' } as const;

  it('says so to who answered and to who declined, and blames no network', () => {
    for (const consent of ['yes', 'no']) {
      const page = drawn(shown, { consent });
      expect([consent, page]).toEqual([consent, expect.stringContaining('公开链接的名额已经满了')]);
      for (const untrue of ['网络', '过一会儿', '还没有记下']) expect(page).not.toContain(untrue);
    }
  });

  it('says so in every language', () => {
    for (const language of languageCodes) {
      const { words } = phoneModelOf({ ...sampleModel, language });
      const page = drawn(shown, { consent: 'no' }, language);
      expect(page).toContain(words.problems.openLinkFullInAll);
    }
  });
});

describe('the count of characters', () => {
  const page = (length: number) =>
    drawn({ kind: 'section', section: 2 }, { consent: 'yes', recommend: 3, why: '好'.repeat(length) });

  it('says what is left from four fifths on, and what is too much at once', () => {
    expect(page(159)).not.toMatch(/还可写|多了/);
    expect(page(160)).toContain('还可写40个字');
    expect(page(200)).toContain('还可写0个字');
    expect(page(201)).toContain('多了1个字，请删短');
    expect(page(240)).toContain('多了40个字，请删短');
    expect(page(240)).not.toContain('还可写');
  });
});

describe('a question for a day', () => {
  it('is one field of the browser’s own, with its first and last day', () => {
    const page = drawn({ kind: 'section', section: 2 }, { since: '2024-03-05' });
    const field = /<input[^>]*name="since"[^>]*>/.exec(page)![0];
    for (const attribute of ['type="date"', 'min="1950-01-01"', 'max="2026-11-30"', 'value="2024-03-05"']) {
      expect(field).toContain(attribute);
    }
  });

  it('is read back before sending as people say it', () => {
    expect(drawn({ kind: 'review' }, { since: '2024-03-05' })).toContain('2024年3月5日');
    expect(drawn({ kind: 'review' }, { since: '2024-03-05' }, 'en')).toContain('March 5, 2024');
  });
});
