import type { Component } from 'svelte';
import type { Programme } from '../parts/api-client.ts';
import type { PageName, PageNames } from '../parts/page-list.ts';

/** The pages of those who are signed in; a one-time link is for those who are not yet. */
export type SignedInPageName = Exclude<PageName, 'enter'>;

/** What a page is given: the names in its address, and for the name of a programme the programme. */
type PropsOf<Page extends PageName> = {
  readonly [Name in PageNames<Page>]: Name extends 'programme' ? Programme : string;
};

type Loaded<Page extends PageName> = () => Promise<{ readonly default: Component<PropsOf<Page>> }>;

/** The component of each page, loaded when the page is. */
export const pages: { readonly [Page in SignedInPageName]: Loaded<Page> } = {
  home: () => import('./Home.svelte'),
  trends: () => import('../trends/page/Trends.svelte'),
  release: () => import('../trends/page/Trends.svelte'),
  waves: () => import('../analyse/Waves.svelte'),
  wave: () => import('../analyse/OneWave.svelte'),
  import: () => import('../analyse/imports/Imports.svelte'),
  people: () => import('../people/People.svelte'),
  audit: () => import('../audit/Audit.svelte'),
  account: () => import('../access/Account.svelte'),
};
