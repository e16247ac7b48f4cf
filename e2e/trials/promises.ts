/** Collects what a trial found: measurements to tell, and promises that did not hold. */
export class Promises {
  readonly facts: string[] = [];
  readonly broken: string[] = [];

  tell(fact: string): void {
    this.facts.push(fact);
  }

  /** The same sentence is kept once, however often it breaks. */
  expect(isKept: boolean, otherwise: string): void {
    if (!isKept && !this.broken.includes(otherwise)) this.broken.push(otherwise);
  }
}
