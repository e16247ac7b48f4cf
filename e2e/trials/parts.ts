import { guess } from './flood.ts';
import { crowd } from './overload/crowd.ts';
import { storeWithoutSync } from './power-loss/without-sync.ts';

/** Work that has a process of its own: this bundle started again with `part <name>`. */
export const parts: Readonly<Record<string, (parameters: readonly string[]) => Promise<void>>> = {
  crowd,
  guess,
  'store-without-sync': storeWithoutSync,
};
