import { parseArgs } from 'node:util';
import { chance } from './chance.ts';
import { cleanUp, killAtExit } from './children.ts';
import { tryMutants } from './mutants/try-mutants.ts';
import { parts } from './parts.ts';
import { isKept, type Scale, type Trial } from './trial.ts';
import { trials } from './trials.ts';

/**
 * `[--short] [--seed <number>] [names...]`: runs the trials one after another, a line for each. `mutants [names...]`
 * tries the trials themselves.
 */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { short: { type: 'boolean', default: false }, seed: { type: 'string', default: '1' } },
  });
  if (positionals[0] === 'mutants') {
    return tryMutants({ isShort: values.short, names: positionals.slice(1) });
  }
  const unknown = positionals.filter((name) => !trials.some((trial) => trial.name === name));
  if (unknown.length > 0) {
    console.error(
      `There is no trial ${unknown.join(', ')}. There are: ${trials.map(({ name }) => name).join(', ')}.`,
    );
    return 2;
  }
  const chosen = trials.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const counts = { kept: 0, broken: 0, skipped: 0 };
  for (const trial of chosen) {
    const isShort = values.short;
    counts[
      await carryOut(trial, {
        isShort,
        choose: (long, short) => (isShort ? short : long),
        random: chance(Number(values.seed)),
      })
    ] += 1;
  }
  console.log(
    `${chosen.length} trials: ${counts.kept} kept, ${counts.broken} broken, ${counts.skipped} skipped`,
  );
  return counts.broken === 0 ? 0 : 1;
}

async function carryOut(trial: Trial, scale: Scale): Promise<'kept' | 'broken' | 'skipped'> {
  const began = performance.now();
  const line = (...parts: readonly string[]) => {
    const seconds = `${((performance.now() - began) / 1000).toFixed(1)} s`;
    console.log(`${trial.name}: ${[...parts, seconds].join(', ')}`);
  };
  try {
    const verdict = await trial.run(scale);
    if ('skipped' in verdict) {
      line(`skipped: ${verdict.skipped}`);
      return 'skipped';
    }
    const counted = Object.entries(verdict.account ?? {}).map(([name, count]) => `${name} ${count}`);
    line(...counted, ...verdict.facts);
    for (const sentence of verdict.broken) console.log(`  BROKEN: ${sentence}`);
    return isKept(verdict) ? 'kept' : 'broken';
  } catch (error) {
    line('BROKEN: the trial ended with an error');
    console.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 'broken';
  } finally {
    await cleanUp();
  }
}

if (process.argv[2] === 'part') {
  await parts[process.argv[3]!]!(process.argv.slice(4));
} else {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void cleanUp().then(() => process.exit(130));
    });
  }
  process.once('exit', killAtExit);
  process.exit(await main());
}
