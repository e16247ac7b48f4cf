/** The pages of the staff application. */
export type StaffPage =
  | { readonly kind: 'home' }
  | { readonly kind: 'enter'; readonly token: string }
  | { readonly kind: 'people' }
  | { readonly kind: 'account' }
  | { readonly kind: 'audit' }
  | { readonly kind: 'trends'; readonly programme: string; readonly release?: string }
  | { readonly kind: 'waves'; readonly programme: string }
  | { readonly kind: 'import'; readonly programme: string }
  | { readonly kind: 'wave'; readonly programme: string; readonly wave: string }
  | { readonly kind: 'unknown' };

/**
 * Which page an address stands for.
 *
 * @example pageAt('/analyse/quality-district/2026') // { kind: 'wave', programme: 'quality-district', wave: '2026' }
 */
export function pageAt(pathname: string): StaffPage {
  const [root, first, second, ...rest] = pathname.split('/').slice(1).filter(Boolean).map(decoded);
  if (rest.length > 0) return { kind: 'unknown' };
  switch (root) {
    case 'staff':
      return staffPage(first, second);
    case 'trends':
      if (first === undefined) return { kind: 'unknown' };
      return { kind: 'trends', programme: first, ...(second === undefined ? {} : { release: second }) };
    case 'analyse':
      return analysePage(first, second);
    default:
      return { kind: 'unknown' };
  }
}

function staffPage(first: string | undefined, second: string | undefined): StaffPage {
  if (first === undefined) return { kind: 'home' };
  if ((first === 'people' || first === 'account' || first === 'audit') && second === undefined)
    return { kind: first };
  if (first === 'enter' && second !== undefined) return { kind: 'enter', token: second };
  return { kind: 'unknown' };
}

function analysePage(programme: string | undefined, wave: string | undefined): StaffPage {
  if (programme === undefined) return { kind: 'unknown' };
  if (wave === undefined) return { kind: 'waves', programme };
  return wave === 'import' ? { kind: 'import', programme } : { kind: 'wave', programme, wave };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
