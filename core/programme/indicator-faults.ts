import type { Questionnaire } from '../questionnaire/questionnaire.ts';
import type { Indicator } from './index-definition.ts';
import { itemsByName, variablesByName } from '../questionnaire/questionnaire-variables.ts';

type Report = (path: string, message: string) => void;
interface AnswerSet {
  readonly variable: string;
  readonly values: readonly (string | number)[];
}

/** What keeps an indicator from being computed from the answers to a questionnaire. */
export function reportIndicatorFaults(
  indicator: Indicator,
  path: string,
  questionnaire: Questionnaire,
  report: Report,
): void {
  const checkSet = (set: AnswerSet, at: string) => reportAnswerSetFaults(set, at, questionnaire, report);
  switch (indicator.method) {
    case 'awareness':
      return reportAwarenessFaults(indicator, path, questionnaire, report);
    case 'participation':
      return indicator.acts.forEach((act, index) => checkSet(act, `${path}.acts[${index}]`));
    case 'problemsAndComplaints':
      checkSet(indicator.problem, `${path}.problem`);
      if (indicator.complaint) checkSet(indicator.complaint, `${path}.complaint`);
      return;
    case 'netPromoter': {
      const item = itemsByName(questionnaire).get(indicator.item);
      if (!item) report(`${path}.item`, noItem(indicator.item, questionnaire));
      else if (item.type !== 'recommend') {
        report(`${path}.item`, `must name an item of type "recommend"; "${item.name}" is a ${item.type}`);
      }
    }
  }
}

function reportAwarenessFaults(
  indicator: Extract<Indicator, { method: 'awareness' }>,
  path: string,
  questionnaire: Questionnaire,
  report: Report,
): void {
  const codes = [indicator.knows, indicator.heardOf, indicator.doesNotKnow];
  if (new Set(codes).size < codes.length) {
    report(path, 'uses one code for two of knows, heardOf and doesNotKnow; the three states must differ');
  }
  const items = itemsByName(questionnaire);
  for (const [index, name] of indicator.items.entries()) {
    const item = items.get(name);
    const at = `${path}.items[${index}]`;
    if (!item) report(at, noItem(name, questionnaire));
    else if (item.type !== 'single') {
      report(at, `must name an item of type "single"; "${name}" is a ${item.type}`);
    } else {
      const lacking = codes.filter((code) => !item.options.some((option) => option.code === code));
      if (lacking.length > 0) report(at, `"${name}" has no option ${lacking.map(quote).join(', ')}`);
    }
  }
}

function reportAnswerSetFaults(
  set: AnswerSet,
  path: string,
  questionnaire: Questionnaire,
  report: Report,
): void {
  const variable = variablesByName(questionnaire).get(set.variable);
  if (!variable) {
    report(
      `${path}.variable`,
      `names "${set.variable}", which is no variable of the questionnaire "${questionnaire.name}" ` +
        '(an item of several choices has one for each option, as item_option)',
    );
  } else if (variable.kind !== 'categories') {
    report(`${path}.variable`, `"${set.variable}" has no categories; name a variable of choices`);
  } else {
    for (const [index, value] of set.values.entries()) {
      if (variable.values.includes(value)) continue;
      const known = variable.values.map(quote).join(', ');
      report(`${path}.values[${index}]`, `${quote(value)} is no value of "${set.variable}" (${known})`);
    }
  }
}

function noItem(name: string, questionnaire: Questionnaire): string {
  return `names "${name}", which is no item of the questionnaire "${questionnaire.name}"`;
}

const quote = (value: string | number) => JSON.stringify(value);
