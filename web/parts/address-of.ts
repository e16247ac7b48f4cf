import { pageList, type PageName, type PageNames } from './page-list.ts';

/**
 * The address of a page, with what stands in it for each name.
 *
 * @example addressOf('wave', { programme: 'quality-district', wave: '2026' }) // '/analyse/quality-district/waves/2026'
 */
export function addressOf<Page extends PageName>(
  page: Page,
  ...[names]: [PageNames<Page>] extends [never] ? [] : [Readonly<Record<PageNames<Page>, string>>]
): string {
  const given: Readonly<Record<string, string>> = names ?? {};
  return pageList[page].path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(given[name] ?? ''));
}
