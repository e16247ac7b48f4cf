import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Grant } from '../storage/verbs/users.ts';
import { actions } from './actions.ts';
import { mayDo } from './authorize.ts';
import { conflictIn, isWeighty, mayOf } from './grants.ts';
import { definitionOf, neverTogether, roleNames, roles } from './roles.ts';

describe('roles', () => {
  it('include between them every action there is', () => {
    const included = new Set<string>(roleNames.flatMap((name) => roles[name].actions));
    expect([...included].sort()).toEqual(Object.keys(actions).sort());
  });

  it('exclude each other whichever is named first, in whatever programme', () => {
    for (const [one, other] of neverTogether) {
      const grants: readonly Grant[] = [
        { role: other, programme: '*' },
        { role: one, programme: 'airport' },
      ];
      expect(conflictIn(grants)).toEqual([one, other]);
    }
    expect(conflictIn([{ role: 'official', programme: '*' }])).toBe(undefined);
  });

  it('of the auditor are to read', () => {
    for (const action of roles.auditor.actions) expect(action).toMatch(/\.read/);
  });
});

describe('the page on operations', () => {
  const page = readFileSync('docs/operations.md', 'utf8');

  it('has a row for every action, with who may do it', () => {
    const rows = [...page.matchAll(/^\| `([\w.]+)` +\|(.*)\|$/gm)]
      .filter(([, action]) => action! in actions)
      .map(([, action, cells]) => [action, ...cells!.split('|').map((cell) => cell.trim())]);
    const expected = Object.entries(actions).map(([action, lets]) => [
      action,
      lets,
      ...roleNames.map((name) => (definitionOf(name)!.actions.some((each) => each === action) ? 'yes' : '')),
    ]);
    expect(rows).toEqual(expected);
  });

  it('names the roles that exclude each other', () => {
    for (const [one, other] of neverTogether) expect(page).toContain(`\`${one}\` and \`${other}\``);
  });
});

describe('what somebody may do', () => {
  const grants: readonly Grant[] = [
    { role: 'official', programme: 'airport' },
    { role: 'administrator', programme: '*' },
  ];

  it('is told by programme, and is what the gate lets through', () => {
    const may = mayOf(grants);
    expect(may['airport']).toEqual(['releases.read', 'waves.read']);
    const actor = { user: 'u', name: 'n', grants };
    for (const action of Object.keys(actions) as readonly (keyof typeof actions)[]) {
      for (const programme of ['airport', 'district', '*']) {
        const told = [...(may[programme] ?? []), ...(may['*'] ?? [])].includes(action);
        expect([action, programme, told]).toEqual([action, programme, mayDo(actor, action, programme)]);
      }
    }
  });

  it('is nothing by a role that only a newer version knows, which is taken for a weighty one', () => {
    const unknown = [{ role: 'surveyor', programme: '*' }] as unknown as readonly Grant[];
    expect(mayOf(unknown)).toEqual({ '*': [] });
    expect(mayDo({ user: 'u', name: 'n', grants: unknown }, 'waves.read', 'airport')).toBe(false);
    expect(unknown.map(isWeighty)).toEqual([true]);
  });
});
