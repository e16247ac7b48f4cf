import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { Problem, type ProblemCode, type ProblemParameters } from '../../api/problems.ts';
import { languageCodes, type Language } from '../../core/questionnaire/local-text.ts';
import { Refusal } from './api-client.ts';
import { contextIn } from './language-context.ts';
import Trouble from './Trouble.svelte';

function told(code: ProblemCode, parameters: ProblemParameters, language: Language = 'zh-Hans') {
  const problem = new Problem(code, { details: ['raw words of the API'], parameters }).body();
  const error = new Refusal(problem.code, problem.details, problem.parameters);
  return render(Trouble, { props: { error }, context: contextIn(language) }).body;
}

const refused: readonly [ProblemCode, ProblemParameters, string][] = [
  ['graceNotOver', { minutes: 30 }, '还要等约30分钟，或现在结束等待。'],
  ['notPublishable', { least: 10 }, '不到10份，为保护个人不能发布。'],
  ['tooFewInvitations', { least: 10, wouldBe: 3 }, '至少要有10份，这样发只有3份。'],
  ['closedAhead', { at: '2030-01-01T00:00:00.000Z' }, '记下的停止时间：2030-01-01T00:00:00.000Z'],
  ['nameLooksLike', { name: 'Wang' }, '看上去一样的账号：Wang'],
];

describe('what a refusal says besides', () => {
  it.each(refused)('is a sentence with its figures: %s', (code, parameters, sentence) => {
    expect(told(code, parameters)).toContain(sentence);
  });

  it('is never the API’s own words where there is a sentence, and leaves no place open', () => {
    for (const language of languageCodes) {
      for (const [code, parameters] of refused) {
        expect([code, told(code, parameters, language)]).toEqual([
          code,
          expect.not.stringMatching(/raw words|[{]/),
        ]);
      }
    }
  });

  it('is the API’s own words where there is none', () => {
    const error = new Refusal('programmeUnknown', ['nowhere']);
    expect(render(Trouble, { props: { error }, context: contextIn('zh-Hans') }).body).toContain(
      '<li>nowhere</li>',
    );
  });
});
