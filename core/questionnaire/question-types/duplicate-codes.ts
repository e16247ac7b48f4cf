import type { Option } from '../item.ts';
import type { ItemFault } from './question-type.ts';

export function duplicateCodes(options: readonly Option[]): readonly ItemFault[] {
  return options.flatMap((option, index) =>
    options.findIndex((other) => other.code === option.code) < index
      ? [{ path: `options[${index}].code`, message: `gives the code "${option.code}" a second time` }]
      : [],
  );
}
