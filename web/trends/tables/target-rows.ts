import { isTrend } from '../../../core/judgement/operators/operators.ts';
import { textIn } from '../../../core/questionnaire/local-text.ts';
import type { Release, TargetResult } from '../../../core/release/release.ts';
import { dontKnowText, turningBounds } from '../words/dont-know-text.ts';
import { figureLine, figureText } from '../../parts/figure/figure-text.ts';
import { findByKey } from '../../parts/figure/published.ts';
import type { Reader } from '../../parts/figure/reader.ts';
import { termText, type TermText } from '../words/term-text.ts';
import { verdictText, type VerdictText } from '../words/verdict-text.ts';

/** One target as cards, tables and files show it. */
export interface TargetRow {
  readonly name: string;
  readonly title: string;
  /** Names of the departments, in one text. */
  readonly departments: string;
  /** With the value, interval and n that judge. */
  readonly verdict: VerdictText;
  /** Of a target on the change: the figure of this wave, which nobody judges. */
  readonly level?: string;
  /** Of a target on a level: the figure without flagged answers, where any was flagged. */
  readonly withoutFlagged?: string;
  /** Of a target on a satisfaction rate: what “don't know” leaves open, where the verdict does not say it. */
  readonly dontKnow?: string;
  /** Of a target on each year. */
  readonly term?: TermText;
  /** Hash of the definition of the figure. */
  readonly definition: string;
}

/** @param department code; without one the targets of all departments */
export function targetRows(release: Release, reader: Reader, department?: string): readonly TargetRow[] {
  const { language, say } = reader;
  const names = new Map(release.departments.map(({ code, name }) => [code, textIn(name, language)]));
  return release.targets
    .filter(({ departments }) => department === undefined || departments.includes(department))
    .map((target) => {
      const judged = findByKey(release, target.form, target.figure);
      const unit = judged?.unit ?? 'points';
      const line = (cell: NonNullable<typeof judged>['cell'] | undefined) =>
        figureLine(figureText(cell, unit, reader), reader);
      const isTurned = target.judgement.reason === 'dontKnowBounds';
      const dontKnow = dontKnowOf(release, target, reader);
      return {
        name: target.name,
        title: target.isWithdrawn
          ? say('withdrawnTarget', { text: textIn(target.text, language) })
          : textIn(target.text, language),
        departments: target.departments.map((code) => names.get(code) ?? code).join(say('listSeparator')),
        verdict: verdictText(target, unit, reader, judged?.cell, isTurned ? dontKnow : ''),
        ...(isTrend(target.operator) ? { level: line(judged?.cell) } : {}),
        ...(target.withoutFlagged && !isTrend(target.operator)
          ? { withoutFlagged: line(target.withoutFlagged) }
          : {}),
        ...(dontKnow !== '' && !isTurned && !isTrend(target.operator) ? { dontKnow } : {}),
        ...(target.term ? { term: termText(target.term, unit, reader) } : {}),
        definition: judged?.definition ?? '',
      };
    });
}

function dontKnowOf(release: Release, target: TargetResult, reader: Reader): string {
  const { form, figure, judgement } = target;
  const [statistic, item = ''] = figure.split('/');
  if (statistic !== 'satisfactionRate') return '';
  return judgement.reason === 'dontKnowBounds'
    ? dontKnowText(release, { form, item }, reader, turningBounds(release, target, item))
    : dontKnowText(release, { form, item }, reader);
}

/** Verdict, value, interval and n in one cell: `● 达标（不低于80%）：82.4%（81.1至83.7），n ≈ 2,400`. */
export function verdictLine({ shape, word, aim, figure }: VerdictText, reader: Reader): string {
  const { say } = reader;
  const verdict = say('bracketed', { text: `${shape} ${word}`, inner: aim });
  return say('verdictAndFigure', { verdict, figure: figureLine(figure, reader) });
}
