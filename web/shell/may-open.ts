import type { SignedIn } from '../parts/api-client.ts';
import { mayDo, mayDoSomewhere } from '../parts/may.ts';
import { entryOf, type PageName } from '../parts/page-list.ts';

/**
 * Whether a menu offers a page to somebody. What may really be done is decided by the API.
 *
 * @param programme of a page that is about one
 */
export function mayOpen(signedIn: Pick<SignedIn, 'may'>, page: PageName, programme?: string): boolean {
  const { path, actions } = entryOf(page);
  if (path.includes('/:programme') && programme === undefined) return false;
  if (!actions) return true;
  return actions.some((action) =>
    path.includes('/:programme') ? mayDo(signedIn, action, programme) : mayDoSomewhere(signedIn, action),
  );
}
