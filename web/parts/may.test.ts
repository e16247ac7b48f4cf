import { describe, expect, it } from 'vitest';
import { mayDo, mayDoSomewhere } from './may.ts';

const evaluator = { may: { airport: ['releases.read', 'waves.manage'] } } as const;
const administrator = { may: { '*': ['people.manage', 'releases.read'], airport: [] } } as const;

describe('mayDo', () => {
  it('holds in the programme it is granted in only', () => {
    expect(mayDo(evaluator, 'waves.manage', 'airport')).toBe(true);
    expect(mayDo(evaluator, 'waves.manage', 'district')).toBe(false);
  });

  it('holds in every programme where it is granted in all', () => {
    expect(mayDo(administrator, 'releases.read', 'district')).toBe(true);
    expect(mayDo(administrator, 'releases.read', 'airport')).toBe(true);
  });

  it('needs a grant over all programmes where none is named', () => {
    expect(mayDo(administrator, 'people.manage')).toBe(true);
    expect(mayDo(evaluator, 'waves.manage')).toBe(false);
  });

  it('does not take one action for another', () => {
    expect(mayDo(administrator, 'waves.manage', 'airport')).toBe(false);
  });
});

describe('mayDoSomewhere', () => {
  it('holds with one programme', () => {
    expect(mayDoSomewhere(evaluator, 'waves.manage')).toBe(true);
    expect(mayDoSomewhere(administrator, 'waves.manage')).toBe(false);
  });
});
