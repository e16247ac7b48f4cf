import { expectTypeOf, it } from 'vitest';
import type { Look, Release } from './release.ts';

it('is no release: what is not frozen cannot be given where a release is wanted', () => {
  expectTypeOf<Look>().not.toExtend<Release>();
  expectTypeOf<Release>().not.toExtend<Look>();
});
