import type { Deps } from '../deps.ts';

/**
 * Where people reach a path of this site: what is printed on paper and handed over must not depend on the host
 * somebody happened to open a page under. Without a public address the path alone, for the reader's own host.
 */
export function publicAddress({ publicUrl }: Pick<Deps, 'publicUrl'>, path: string): string {
  return `${publicUrl ?? ''}${path}`;
}
