import type { Keys } from '../keys/keys.ts';
import { countingKey } from './counting-key.ts';

/** What is kept of a network somebody signed in from. */
export function networkPlace(keys: Keys, network: string): string {
  return countingKey(keys, 'place', 'network', network);
}

/** What is kept of a browser somebody signed in with: the hash of a long random word it holds. */
export function devicePlace(keys: Keys, device: string): string {
  return countingKey(keys, 'place', 'device', device);
}
