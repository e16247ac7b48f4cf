import type { Programme, SignedIn } from '../parts/api-client.ts';
import { addressOf } from '../parts/address-of.ts';
import { entryOf, pageList, type PageName } from '../parts/page-list.ts';
import type { StaffKey } from '../wording/staff/simplified-chinese.ts';
import { mayOpen } from './may-open.ts';

/** A page in a menu. */
export interface MenuEntry {
  readonly page: PageName;
  readonly word: StaffKey;
  readonly address: string;
}

/** The pages that somebody is offered, in their order: those about the programme only where there is one. */
export function menuFor(
  signedIn: Pick<SignedIn, 'may'>,
  programme?: Pick<Programme, 'name'>,
): readonly MenuEntry[] {
  return (Object.keys(pageList) as PageName[]).flatMap((page) => {
    const { menu } = entryOf(page);
    if (menu === undefined || !mayOpen(signedIn, page, programme?.name)) return [];
    const address = (addressOf as (page: PageName, names: object) => string)(page, {
      programme: programme?.name,
    });
    return [{ page, word: menu, address }];
  });
}

/** Of a menu the pages that are about a programme. */
export function aboutProgramme(menu: readonly MenuEntry[]): readonly MenuEntry[] {
  return menu.filter(({ page }) => pageList[page].path.includes('/:programme'));
}
