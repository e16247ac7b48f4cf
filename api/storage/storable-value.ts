import { canonicalJson } from '../../core/canonical-json.ts';
import { isStorableText } from './storable-text.ts';
import type { ColumnKind } from './tables/table.ts';

/** Thrown for a value the engine would keep as something else: an unpaired surrogate, NaN. */
export class UnstorableValue extends Error {
  constructor(place: string) {
    super(`${place} holds a value that cannot be stored unchanged`);
    this.name = 'UnstorableValue';
  }
}

/** The value as every engine keeps it, nothing as null. */
export function storableValue(
  value: unknown,
  kind: ColumnKind,
  place: string,
): string | number | boolean | null {
  if (value === undefined || value === null) return null;
  if (kind === 'json') return canonicalJson(value);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string' && isStorableText(value)) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new UnstorableValue(place);
}

/** `isLate` as `is_late`: fields are columns. */
export function columnName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
