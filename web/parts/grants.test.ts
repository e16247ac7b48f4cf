import { describe, expect, it } from 'vitest';
import { hasRole, mayEnter } from './grants.ts';

const evaluator = { name: 'Lin', grants: [{ role: 'evaluator', programme: 'airport' }] } as const;
const administrator = { name: 'Wu', grants: [{ role: 'administrator', programme: '*' }] } as const;

describe('hasRole', () => {
  it('holds in the programme of the grant only', () => {
    expect(hasRole(evaluator, 'evaluator', 'airport')).toBe(true);
    expect(hasRole(evaluator, 'evaluator', 'district')).toBe(false);
  });

  it('needs a grant over all programmes where none is named', () => {
    expect(hasRole(administrator, 'administrator')).toBe(true);
    expect(hasRole(evaluator, 'evaluator')).toBe(false);
  });

  it('does not take one role for another', () => {
    expect(hasRole(administrator, 'evaluator', 'airport')).toBe(false);
  });
});

describe('mayEnter', () => {
  it('opens the programmes one has a role in', () => {
    expect(mayEnter(evaluator, 'airport')).toBe(true);
    expect(mayEnter(evaluator, 'district')).toBe(false);
    expect(mayEnter(administrator, 'district')).toBe(true);
  });
});
