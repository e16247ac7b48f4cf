import { describe, expect, it } from 'vitest';
import { faultsOfGuards, guardsOf } from './guards.ts';

describe('guards of a database', () => {
  it('are those that its steps made and did not take back', () => {
    const steps = [
      { sql: 'CREATE TRIGGER one BEFORE UPDATE ON a ...; CREATE TRIGGER two BEFORE DELETE ON a ...' },
      { sql: 'DROP TRIGGER one; CREATE TRIGGER three BEFORE INSERT ON a ...' },
      { sql: 'DROP TRIGGER three ON a; CREATE TRIGGER three BEFORE INSERT ON a ...' },
    ];
    expect([...guardsOf(steps)]).toEqual(['two', 'three']);
  });

  it('are missed where they are gone, and strange ones named', () => {
    expect(faultsOfGuards(new Set(['one', 'two']), ['two', 'mine'])).toEqual([
      'the guard one of the database is gone: what it refused can be done',
      'the database has a trigger mine that no version of Manyi made',
    ]);
  });
});
