import { repeated } from '../../repeated.ts';
import type { Option } from '../item.ts';
import type { ItemFault } from './question-type.ts';

export function duplicateCodes(options: readonly Option[]): readonly ItemFault[] {
  return repeated(options.map(({ code }) => code)).map(({ index, text }) => ({
    path: `options[${index}].code`,
    message: `gives the code "${text}" a second time`,
  }));
}
