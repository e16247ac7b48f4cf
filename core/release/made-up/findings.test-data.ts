/** What properties found over many seeds: how much was looked at, and each promise that did not hold. */
export class Findings {
  readonly counts = new Map<string, number>();
  readonly broken: string[] = [];

  count(name: string, by = 1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + by);
  }

  /** The first few of a kind are told in full. */
  expect(isKept: boolean, promise: string, otherwise: () => string): void {
    this.count(`looked at: ${promise}`);
    if (isKept) return;
    this.count(`broken: ${promise}`);
    if (this.of(`broken: ${promise}`) <= TOLD) this.broken.push(`${promise}: ${otherwise()}`);
  }

  of(name: string): number {
    return this.counts.get(name) ?? 0;
  }

  told(): readonly string[] {
    return [...this.counts].map(([name, count]) => `${name} ${count}`);
  }
}

const TOLD = 3;
