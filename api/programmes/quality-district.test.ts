import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Answers } from '../../core/questionnaire/answer.ts';
import { checkResponse } from '../../core/questionnaire/check-response.ts';
import { textIn } from '../../core/questionnaire/local-text.ts';
import { itemsOfQuestionnaire } from '../../core/questionnaire/questionnaire.ts';
import { areaOf, dispositionOf, flagsOf, followRoute } from '../../core/questionnaire/routing.ts';
import { loadSurveys } from './load-surveys.ts';

const { programmes } = await loadSurveys(fileURLToPath(new URL('../../surveys', import.meta.url)));
const programme = programmes.find(({ name }) => name === 'quality-district')!;
const { questionnaire } = programme.forms[0]!;

const resident: Answers = {
  C1_consent: 'yes',
  S1_age: '40-49',
  S2_residence: 'resident',
  S6_conflict: 'no',
  S3_street: 'luming',
  S5_sex: 'female',
  SH_A3_sat: 8,
  SH_product: 8,
  SH_engineering: 7,
  SH_service: { missing: 'dontKnow' },
  SH_mgmt: 9,
  I1_asked: 'no',
};
const route = (changes: Answers = {}) => followRoute(questionnaire, { ...resident, ...changes });
const asks = (item: string, changes: Answers = {}) => route(changes).items.some(({ name }) => name === item);

describe('the short form', () => {
  it('is complete with the required answers alone', () => {
    expect(checkResponse(questionnaire, resident)).toEqual([]);
    expect(dispositionOf(route())).toBe('complete');
    expect(areaOf(questionnaire, resident)).toBe('luming');
    expect(flagsOf(questionnaire, resident)).toEqual([]);
  });

  it.each<[Answers, string, string]>([
    [{ C1_consent: 'no' }, 'refusal', 'noConsent'],
    [{ S1_age: 'under18' }, 'ineligible', 'under18'],
    [{ S2_residence: 'worksHere' }, 'ineligible', 'worksHereOnly'],
    [{ S2_residence: 'notResident' }, 'ineligible', 'notResident'],
    [{ S6_conflict: 'yes' }, 'ineligible', 'conflictOfInterest'],
  ])('ends on %o as %s (%s), before anything is rated', (answers, disposition, reason) => {
    const ended = route(answers);
    expect(dispositionOf(ended)).toBe(disposition);
    expect(ended.end?.termination.reason).toBe(reason);
    expect(ended.items.some(({ type }) => type === 'rating')).toBe(false);
  });

  it('asks for reasons from 6 downwards', () => {
    expect(asks('SH_reason')).toBe(false);
    expect(asks('SH_reason', { SH_transit: 7 })).toBe(false);
    expect(asks('SH_reason', { SH_transit: 6 })).toBe(true);
    expect(asks('SH_reason', { SH_A3_sat: 1 })).toBe(true);
  });

  it('asks about a complaint only after a problem, and to pass on a wish only when there is one', () => {
    expect(asks('SH_complained', { SH_problem: 'no' })).toBe(false);
    expect(asks('SH_complained', { SH_problem: 'yes' })).toBe(true);
    expect(asks('SH_W3')).toBe(false);
    expect(asks('SH_W3', { SH_W2: '多种树' })).toBe(true);
  });

  it.each<[Answers, string]>([
    [{ I1_asked: 'yes' }, 'interference'],
    [{ SH_K4: 'knows' }, 'overclaiming'],
    [{ S6_conflict: { missing: 'dontKnow' } }, 'conflictUnknown'],
  ])('flags %o as %s, and ends nothing', (answers, flag) => {
    const flagged = route(answers);
    expect(flagsOf(questionnaire, flagged.answers)).toEqual([flag]);
    expect(dispositionOf(flagged)).toBe('complete');
  });

  it('keeps the programme that does not exist out of the awareness index', () => {
    const awareness = programme.forms[0]!.indicators.find(({ method }) => method === 'awareness');
    expect(awareness).toMatchObject({ items: ['SH_K1', 'SH_K2', 'SH_K3'] });
  });

  it('rates overall before the dimensions, and those before everyday matters', () => {
    const names = itemsOfQuestionnaire(questionnaire).map(({ name }) => name);
    expect(names.indexOf('SH_A3_sat')).toBeLessThan(names.indexOf('SH_product'));
    expect(names.indexOf('SH_mgmt')).toBeLessThan(names.indexOf('SH_food'));
  });

  it('names both ends of the scale in each rating', () => {
    const ratings = itemsOfQuestionnaire(questionnaire).filter(({ type }) => type === 'rating');
    expect(ratings.filter(({ text }) => !/1分.+10分/.test(text['zh-Hans']))).toEqual([]);
    expect(ratings.filter(({ text }) => !/\(1 .+10 .+\)/.test(textIn(text, 'en')))).toEqual([]);
  });

  it('has no section longer than two screens of a phone', () => {
    expect(questionnaire.sections.filter(({ items }) => items.length > 5)).toEqual([]);
  });
});
