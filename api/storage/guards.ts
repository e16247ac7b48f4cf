/** Triggers that the steps of a schema leave standing, by name: what may not be changed or removed rests on them. */
export function guardsOf(steps: readonly { readonly sql: string }[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { sql } of steps) {
    for (const [, verb, name] of sql.matchAll(/\b(CREATE|DROP) TRIGGER (\w+)/g)) {
      if (verb === 'CREATE') names.add(name!);
      else names.delete(name!);
    }
  }
  return names;
}

/** A sentence for each guard that is gone, and for each trigger that nobody of us put there. */
export function faultsOfGuards(
  expected: ReadonlySet<string>,
  standing: readonly string[],
): readonly string[] {
  const there = new Set(standing);
  return [
    ...[...expected]
      .filter((name) => !there.has(name))
      .map((name) => `the guard ${name} of the database is gone: what it refused can be done`),
    ...standing
      .filter((name) => !expected.has(name))
      .map((name) => `the database has a trigger ${name} that no version of Manyi made`),
  ];
}
