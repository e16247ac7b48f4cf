import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ended, startChild } from '../children.ts';
import { buildMutant, type BuiltMutant } from './build-mutant.ts';
import { mutants } from './mutants.ts';

export interface WhichMutants {
  readonly isShort: boolean;
  /** Empty: all, or the quick ones. */
  readonly names: readonly string[];
}

/**
 * Each trial has to call the product kept as it is, and broken with a promise of its matter broken in it. Returns
 * the exit status: 0 only if every trial did.
 */
export async function tryMutants({ isShort, names }: WhichMutants): Promise<number> {
  const chosen = mutants.filter(({ name, isQuick }) =>
    names.length > 0 ? names.includes(name) : !isShort || isQuick,
  );
  const unknown = names.filter((name) => !mutants.some((mutant) => mutant.name === name));
  if (chosen.length === 0 || unknown.length > 0) {
    console.error(`There are: ${mutants.map(({ name }) => name).join(', ')}.`);
    return 2;
  }
  // Inside dist, so that the packages are found.
  const folder = resolve('dist', 'mutants');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  let failures = 0;
  const judge = (isRight: boolean, line: string, printed: string) => {
    console.log(`${isRight ? 'right' : 'WRONG'}  ${line}`);
    if (!isRight) console.log(printed);
    failures += isRight ? 0 : 1;
  };
  for (const trial of new Set(chosen.map((mutant) => mutant.trial))) {
    const { status, printed } = await runTrial(trial);
    judge(status === 0 && !printed.includes('skipped:'), `${trial} calls the product kept`, printed);
  }
  for (const mutant of chosen) {
    const { status, printed } = await runTrial(mutant.trial, await buildMutant(mutant, folder));
    const verdicts = verdictsIn(printed);
    const line = `${mutant.trial} on ${mutant.name} (${mutant.broken}): ${verdicts}`;
    judge(status === 1 && verdicts !== '', line, printed);
  }
  await rm(folder, { recursive: true, force: true });
  console.log(`${chosen.length} mutants, ${failures} wrong verdicts`);
  return failures === 0 ? 0 : 1;
}

/** A process of its own: a trial keeps what it started in the process. */
async function runTrial(trial: string, { server, trials = process.argv[1]! }: BuiltMutant = {}) {
  const child = startChild(process.execPath, [trials, '--short', trial], {
    env: { ...process.env, ...(server === undefined ? {} : { MANYI_TRIED: server }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  }
  return { status: await ended(child), printed };
}

/** The sentences in which a trial said what does not hold, and what the account shows. */
function verdictsIn(printed: string): string {
  const sentences = [...printed.matchAll(/BROKEN: (.*)/g)].map(([, sentence = '']) => sentence.slice(0, 160));
  const counts = /(lost|doubled) [1-9]\d*/.exec(printed)?.[0];
  return [...(counts === undefined ? [] : [counts]), ...sentences].slice(0, 3).join('; ');
}
