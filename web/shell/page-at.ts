import { pageList, type PageName } from '../parts/page-list.ts';

/** A page of the list, with what stands in its address for each name. */
export interface PageAt {
  readonly page: PageName;
  readonly names: Readonly<Record<string, string>>;
}

/**
 * Which page an address stands for; none where there is no such page.
 *
 * @example pageAt('/trends/quality-district') // { page: 'trends', names: { programme: 'quality-district' } }
 */
export function pageAt(pathname: string): PageAt | undefined {
  const parts = pathname.split('/').filter(Boolean);
  for (const [page, { path }] of Object.entries(pageList)) {
    const names = namesAlong(path.split('/').filter(Boolean), parts);
    if (names) return { page: page as PageName, names };
  }
  return undefined;
}

function namesAlong(
  wanted: readonly string[],
  parts: readonly string[],
): Readonly<Record<string, string>> | undefined {
  if (wanted.length !== parts.length) return undefined;
  const names: Record<string, string> = {};
  for (const [place, part] of wanted.entries()) {
    const own = parts[place]!;
    if (part.startsWith(':')) names[part.slice(1)] = decoded(own);
    else if (part !== own) return undefined;
  }
  return names;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
