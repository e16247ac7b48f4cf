/** What is wrong in a file that people write: where, and what to do. Files are told all faults at once. */
export interface Fault {
  readonly file: string;
  /** `sections[2].items[0].scale`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

export type Parsed<Value> =
  | { readonly value: Value; readonly faults?: undefined }
  | { readonly faults: readonly Fault[]; readonly value?: undefined };

/**
 * @example
 * describeFault({ file: 'city.json', path: 'from', message: 'is missing; add it' });
 * // 'city.json at from: is missing; add it'
 */
export function describeFault(fault: Fault): string {
  return `${fault.file}${fault.path === '' ? '' : ` at ${fault.path}`}: ${fault.message}`;
}
