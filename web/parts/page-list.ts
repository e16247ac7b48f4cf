import type { Action } from '../../api/access/actions.ts';
import type { StaffKey } from '../wording/staff/simplified-chinese.ts';

interface PageEntry {
  /** Its address; a name stands behind each colon. */
  readonly path: `/${string}`;
  /** Of these one must be allowed to do one: in the programme of its address, or anywhere where it has none. */
  readonly actions?: readonly Action[];
  /** Its word in menus; a page without one is reached from another. */
  readonly menu?: StaffKey;
}

/**
 * Every page of the staff, in the order of menus. The server answers these addresses, the browser draws the component that
 * `shell/pages.ts` has for each, and menus offer those that somebody may open. A new page is an entry here and one there,
 * which the compiler asks for.
 */
export const pageList = {
  home: { path: '/staff', menu: 'programmes' },
  trends: { path: '/trends/:programme', actions: ['releases.read'], menu: 'results' },
  release: { path: '/trends/:programme/:release', actions: ['releases.read'] },
  waves: { path: '/analyse/:programme', actions: ['fieldwork.read'], menu: 'fieldwork' },
  wave: { path: '/analyse/:programme/waves/:wave', actions: ['fieldwork.read'] },
  import: { path: '/analyse/:programme/import', actions: ['imports.manage'] },
  people: { path: '/staff/people', actions: ['people.manage'], menu: 'people' },
  audit: { path: '/staff/audit', actions: ['audit.readAll', 'audit.read'], menu: 'audit' },
  account: { path: '/staff/account' },
  enter: { path: '/staff/enter/:token' },
} as const satisfies Readonly<Record<string, PageEntry>>;

/** Where pages stood before, as bookmarks and messages still have it. */
export const movedPages = [{ from: '/analyse/:programme/:wave', to: pageList.wave.path }] as const;

export type PageName = keyof typeof pageList;

type NamesIn<Path extends string> = Path extends `${string}/:${infer Name}/${infer Rest}`
  ? Name | NamesIn<`/${Rest}`>
  : Path extends `${string}/:${infer Name}`
    ? Name
    : never;

/** The names in the address of a page. */
export type PageNames<Page extends PageName> = NamesIn<(typeof pageList)[Page]['path']>;

/** What a page of the list asks for; the same type for all. */
export function entryOf(page: PageName): PageEntry {
  return pageList[page];
}
