import * as v from 'valibot';
import type { Fault, Parsed } from './fault.ts';

/** Deeper than any file of ours; a hostile one must not exhaust the stack. */
const DEEPEST = 40;

/** Holds a JSON value against a schema and reports every departure from it with its path. */
export function parseShape<Schema extends v.GenericSchema>(
  schema: Schema,
  file: string,
  json: unknown,
): Parsed<v.InferOutput<Schema>> {
  if (isTooDeep(json)) {
    return {
      faults: [{ file, path: '', message: `is nested more than ${DEEPEST} levels deep; flatten it` }],
    };
  }
  const result = v.safeParse(schema, json, { abortEarly: false });
  if (result.success) return { value: result.output };
  return { faults: result.issues.flatMap((issue) => faultsFrom(file, issue)) };
}

function faultsFrom(file: string, issue: v.BaseIssue<unknown>, above = ''): readonly Fault[] {
  const path = pathOf(issue, above);
  const inner = nearestBranch(issue);
  if (inner) return inner.flatMap((each) => faultsFrom(file, each, path));
  return [{ file, path, message: messageOf(issue) }];
}

/**
 * Of the branches of a union, the one the author most likely meant: whose faults lie deepest or are fewest.
 * The complaint is then about a part of it, not about the union as a whole.
 */
function nearestBranch(issue: v.BaseIssue<unknown>): readonly v.BaseIssue<unknown>[] | undefined {
  if (issue.type !== 'union' || !issue.issues?.length) return undefined;
  const typed = issue.issues.filter((each) => each.path !== undefined && each.expected !== 'never');
  return typed.length === 1 ? typed : undefined;
}

function pathOf(issue: v.BaseIssue<unknown>, above: string): string {
  return (issue.path ?? []).reduce((path, step) => {
    if (typeof step.key === 'number') return `${path}[${step.key}]`;
    return path === '' ? String(step.key) : `${path}.${String(step.key)}`;
  }, above);
}

function messageOf(issue: v.BaseIssue<unknown>): string {
  const isUnknownKey = issue.expected === 'never';
  if (isUnknownKey) return 'is not a known entry here; check the spelling or take it out';
  if (issue.received === 'undefined') return 'is missing; add it';
  if (issue.kind === 'schema') return `expected ${issue.expected}, found ${issue.received}`;
  return `expected ${issue.message.startsWith('Invalid') ? issue.expected : issue.message}, found ${issue.received}`;
}

function isTooDeep(json: unknown): boolean {
  let level: readonly unknown[] = [json];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}
