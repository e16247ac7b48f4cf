import { describe, expect, it } from 'vitest';
import type { Grant, User } from '../storage/storage.ts';
import { peopleToMend } from './people-to-mend.ts';

const user = (name: string, ...grants: Grant[]): User => ({ id: name, name, isDisabled: false, grants });
const evaluator: Grant = { role: 'evaluator', programme: 'a' };
const official: Grant = { role: 'official', programme: 'b' };

describe('people of before a rule came', () => {
  it('are named with what is to be mended, and nobody else is', () => {
    expect(
      peopleToMend([
        user('Wang', evaluator, official),
        user('Li', evaluator),
        user('li', official),
        user('Copa', official),
        user('Сора', official),
        { ...user('Zhao', evaluator, official), isDisabled: true },
      ]),
    ).toEqual([
      '"Wang" holds roles that exclude each other: one of them must be taken away.',
      '"Li" and "li" are names that read the same: each signs in exactly as written here.',
      '"Copa" and "Сора" are names that read the same: each signs in exactly as written here.',
    ]);
  });
});
