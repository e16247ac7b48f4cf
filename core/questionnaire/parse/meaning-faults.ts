import type { Fault } from '../../fault.ts';
import { collidingCodes } from './colliding-codes.ts';
import { extent, itemsOf, type Condition } from '../condition.ts';
import { faultsOf } from '../question-types/item-shapes.ts';
import type { Item } from '../question-types/question-types.ts';
import { typeOf } from '../question-types/question-types.ts';
import { itemsOfQuestionnaire, type Questionnaire } from '../questionnaire.ts';
import { comparisonFaults, isNeverTrue } from './condition-faults.ts';

const DEEPEST_CONDITION = 8;
const MOST_CONDITION_PARTS = 200;
/** Names that every JavaScript object already has would be read as answers nobody gave. */
const inheritedNames = ['constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty'];
/** Fields of the form itself: an answer under such a name would be taken for one of them. */
const formNames = ['language', 'id', 'step', 'shown', 'go'];
const reservedNames = new Set([...inheritedNames, ...formNames]);

/** What is wrong in a questionnaire of the right shape. */
export function meaningFaults(file: string, questionnaire: Questionnaire): readonly Fault[] {
  const faults: Fault[] = [];
  const report = (path: string, message: string) => faults.push({ file, path, message });
  const before = new Map<string, Item>();
  const names = new Set(itemsOfQuestionnaire(questionnaire).map((item) => item.name));

  const checkCondition = (path: string, condition: Condition, isRoute: boolean) => {
    const { depth, parts } = extent(condition);
    if (depth > DEEPEST_CONDITION) report(path, `is nested ${depth} deep; ${DEEPEST_CONDITION} is the most`);
    if (parts > MOST_CONDITION_PARTS) report(path, `has ${parts} parts; ${MOST_CONDITION_PARTS} is the most`);
    for (const name of new Set(itemsOf(condition))) {
      if (before.has(name)) continue;
      report(
        path,
        names.has(name)
          ? `looks at "${name}", which is asked later; put it before, or move the condition`
          : `looks at "${name}", which is no item of this questionnaire`,
      );
    }
    faults.push(...comparisonFaults(condition, before).map((message) => ({ file, path, message })));
    if (isRoute && isNeverTrue(condition, before)) {
      report(path, 'can never be true, so nobody is asked; correct the condition or take the item out');
    }
  };

  const sectionNames = new Set<string>();
  for (const [sectionIndex, section] of questionnaire.sections.entries()) {
    const sectionPath = `sections[${sectionIndex}]`;
    if (sectionNames.has(section.name)) {
      report(`${sectionPath}.name`, `"${section.name}" is a section already; names are used once`);
    }
    sectionNames.add(section.name);
    if (section.isShuffled && sectionIndex === 0) {
      report(`${sectionPath}.shuffle`, 'the first page is the same for everyone; shuffle a later section');
    }
    if (section.when) checkCondition(`${sectionPath}.when`, section.when, true);
    for (const [itemIndex, item] of section.items.entries()) {
      const path = `${sectionPath}.items[${itemIndex}]`;
      if (before.has(item.name))
        report(`${path}.name`, `"${item.name}" is an item already; names are used once`);
      if (reservedNames.has(item.name))
        report(`${path}.name`, `"${item.name}" is a reserved word; choose another`);
      if (item.when) {
        checkCondition(`${path}.when`, item.when, true);
        if (
          section.isShuffled &&
          itemsOf(item.when).some((name) => section.items.some((i) => i.name === name))
        ) {
          report(`${path}.when`, 'looks at an item of the same section, whose order is left to chance');
        }
      }
      for (const [reason, code] of collidingCodes(item)) {
        report(
          `${path}.missing.${reason}`,
          `${code} stands for "${reason}" in data files and is an answer to "${item.name}", too; take one of them out`,
        );
      }
      for (const fault of faultsOf(item)) report(`${path}.${fault.path}`, fault.message);
      before.set(item.name, item);
      for (const [index, termination] of (item.terminate ?? []).entries()) {
        checkCondition(`${path}.terminate[${index}].when`, termination.when, false);
      }
    }
  }
  for (const [index, flag] of questionnaire.flags.entries()) {
    checkCondition(`flags[${index}].when`, flag.when, false);
  }
  const variables = new Map<string, string>();
  for (const item of before.values()) {
    for (const { name } of typeOf(item).variables(item)) {
      const other = variables.get(name);
      if (other !== undefined && other !== item.name) {
        report('', `"${other}" and "${item.name}" both make the variable "${name}"; rename one of them`);
      }
      variables.set(name, item.name);
    }
  }
  const flagNames = questionnaire.flags.map((flag) => flag.name);
  for (const [index, name] of flagNames.entries()) {
    if (flagNames.indexOf(name) < index) {
      report(`flags[${index}].name`, `"${name}" is a flag already; names are used once`);
    }
  }
  const { areaItem } = questionnaire;
  const asksArea = areaItem === undefined ? undefined : before.get(areaItem);
  if (areaItem !== undefined && (!asksArea || !typeOf(asksArea).choices)) {
    report('areaItem', `must name an item of type "single"; "${areaItem}" is none`);
  }
  return faults;
}
