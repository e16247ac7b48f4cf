import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toleranceOf, type ReferenceCase, type ReferenceFile, type Run } from './cases.ts';
import { compare } from './compare.ts';
import { suites } from './suites/suites.ts';

/** `<folder> [file]`: the public functions of `core` beside reference numbers, a line for each case. */
function main(): number {
  const folder = process.argv[2] ?? process.env['MANYI_GOLDEN'];
  if (folder === undefined || !existsSync(folder)) {
    console.log(
      'golden: no folder of reference numbers was named (npm run golden -- <folder>, or MANYI_GOLDEN).',
    );
    return folder === undefined ? 0 : 1;
  }
  const counts = { cases: 0, beyond: 0, skipped: 0 };
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()) {
    const reference = JSON.parse(readFileSync(join(folder, file), 'utf8')) as ReferenceFile;
    if (process.argv[3] !== undefined && reference.name !== process.argv[3]) continue;
    console.log(`\n${reference.name}`);
    const suite = suites[reference.name]?.(folder) ?? {};
    for (const each of reference.cases) {
      counts.cases += 1;
      const verdict = carryOut(each, reference, suite[each.id]);
      if (verdict !== 'kept') counts[verdict] += 1;
    }
  }
  console.log(`\n${counts.cases} cases, ${counts.beyond} beyond tolerance, ${counts.skipped} skipped`);
  return counts.beyond === 0 ? 0 : 1;
}

function carryOut(
  { id, expected, tolerance }: ReferenceCase,
  reference: ReferenceFile,
  run: Run | undefined,
): 'kept' | 'beyond' | 'skipped' {
  const say = (text: string) => console.log(`  ${id.padEnd(34)} ${text}`);
  if (run === undefined) {
    say('SKIPPED: nothing of the product answers to it yet');
    return 'skipped';
  }
  try {
    const answer = run(expected as never);
    if ('skipped' in answer) {
      say(`SKIPPED: ${answer.skipped}`);
      return 'skipped';
    }
    const without = answer.without ?? {};
    const wanted = leaveOut(expected, without);
    const limit = answer.tolerance ??
      toleranceOf(tolerance) ??
      toleranceOf(reference.tolerance) ?? { relative: 1e-8, absolute: 1e-12 };
    const { worst, difference, place, compared } = compare(answer.values, wanted, limit);
    const isKept = worst <= 1;
    const left = Object.entries(without).map(([key, reason]) => `; without ${key}: ${reason}`);
    const because = answer.because === undefined ? '' : `; ${answer.because}`;
    say(
      `${difference.toExponential(1)} over ${compared} numbers${isKept ? '' : `  BEYOND at ${place}`}${left.join('')}${because}`,
    );
    return isKept ? 'kept' : 'beyond';
  } catch (error) {
    say(`BEYOND: ${error instanceof Error ? error.message : String(error)}`);
    return 'beyond';
  }
}

/** The reference without the named keys, wherever they stand. */
function leaveOut(expected: unknown, without: Readonly<Record<string, string>>): unknown {
  if (typeof expected !== 'object' || expected === null || Array.isArray(expected)) return expected;
  return Object.fromEntries(
    Object.entries(expected).flatMap(([key, value]) =>
      without[key] === undefined ? [[key, leaveOut(value, without)]] : [],
    ),
  );
}

process.exit(main());
