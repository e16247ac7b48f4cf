import type { Batch } from '../../parts/api-client.ts';
import { csvFile } from '../../../core/csv.ts';

/** Links that nobody can be given again: only their hashes are kept. */
export interface FreshBatch {
  readonly batch: Batch;
  /** As the server gave them: whole addresses, or paths of this site. */
  readonly links: readonly string[];
}

export interface LinksHead {
  readonly number: string;
  readonly batch: string;
  readonly link: string;
}

export function linksFile({ batch, links }: FreshBatch, here: string, head: LinksHead): string {
  const rows = addressesOf(links, here).map((address, index) => [index + 1, batch.name, address]);
  return csvFile([[head.number, head.batch, head.link], ...rows]);
}

export function addressesOf(links: readonly string[], here: string): readonly string[] {
  return links.map((link) => new URL(link, here).href);
}

/** Where a page stands that only its own machine, or its own network, can open. */
const homeOnly = /^(localhost|127\.|\[::1\]|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/;

/**
 * What a person should know of the addresses before they are printed.
 *
 * | links lead to           | page opened at      |            |
 * |-------------------------|---------------------|------------|
 * | the same host           | a public name       | nothing    |
 * | another host            | anywhere            | `elsewhere`|
 * | the same host           | localhost, a LAN    | `homeOnly` |
 */
export function addressNotice(links: readonly string[], here: string): 'elsewhere' | 'homeOnly' | undefined {
  const [first] = addressesOf(links.slice(0, 1), here);
  if (first === undefined) return undefined;
  const { host, hostname } = new URL(first);
  if (host !== new URL(here).host) return 'elsewhere';
  return homeOnly.test(hostname) ? 'homeOnly' : undefined;
}
