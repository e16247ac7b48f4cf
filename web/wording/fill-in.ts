/**
 * A sentence with its `{places}` filled in.
 *
 * @example fillIn('Step {step} of {steps}', { step: 2, steps: 7 }) // 'Step 2 of 7'
 */
export function fillIn(sentence: string, parameters: Readonly<Record<string, string | number>> = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.prototype.hasOwnProperty.call(parameters, name) ? String(parameters[name]) : place,
  );
}
