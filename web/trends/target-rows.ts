import type { Release } from '../../core/release/format-1.ts';
import { figureLine, figureText, type FigureText } from './figure-text.ts';
import { findByKey } from './published.ts';
import type { Reader } from './reader.ts';
import { thresholdsOf, verdictText, type VerdictText } from './verdict-text.ts';

/** One target as cards, tables and files show it. */
export interface TargetRow {
  readonly name: string;
  readonly title: string;
  /** Names of the departments, in one text. */
  readonly departments: string;
  readonly figure: FigureText;
  readonly verdict: VerdictText;
  /** The figure without flagged answers, where any was flagged. */
  readonly withoutFlagged?: string;
}

export interface TargetChoice {
  /** Code; without one the targets of all departments. */
  readonly department?: string;
  /** Of waves by id. */
  readonly periods?: ReadonlyMap<string, string>;
}

export function targetRows(
  release: Release,
  reader: Reader,
  { department, periods }: TargetChoice = {},
): readonly TargetRow[] {
  const { language, say } = reader;
  const names = new Map(release.departments.map(({ code, name }) => [code, name[language]]));
  return release.targets
    .filter(({ departments }) => department === undefined || departments.includes(department))
    .map((target) => {
      const judged = findByKey(release, target.figure);
      const unit = judged?.unit ?? 'points';
      const limits = thresholdsOf(target.operator);
      return {
        name: target.name,
        title: target.text[language],
        departments: target.departments.map((code) => names.get(code) ?? code).join(say('listSeparator')),
        figure: figureText(judged?.cell, unit, reader, limits),
        verdict: verdictText(target, unit, reader, periods),
        ...(target.withoutFlagged
          ? { withoutFlagged: figureLine(figureText(target.withoutFlagged, unit, reader, limits), reader) }
          : {}),
      };
    });
}
