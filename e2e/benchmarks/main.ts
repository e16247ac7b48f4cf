import { cleanUp, killAtExit } from '../trials/children.ts';
import { estimation } from './estimation.ts';
import { exportRate } from './export-rate.ts';
import { floorServer } from './floor-server.ts';
import { flatness, intake } from './intake.ts';
import { loadPart } from './load-part.ts';
import { pagePart } from './page-part.ts';
import { pages } from './pages.ts';
import { probePart } from './probe-part.ts';
import { staticServer } from './static-server.ts';
import { releases } from './releases.ts';
import { waits } from './waits.ts';
import { readOptions, type Options } from './options.ts';

/** `npm run bench -- <names> [--quick] [--pairs n] [--seconds n] [--before folder]`. Exit status 1 when a goal was missed. */
const benchmarks: Readonly<Record<string, (options: Options) => Promise<boolean>>> = {
  intake,
  flatness,
  estimation,
  export: exportRate,
  waits,
  pages,
  releases,
};
const parts: Readonly<Record<string, (parameters: readonly string[]) => unknown>> = {
  floor: floorServer,
  load: loadPart,
  probe: probePart,
  page: pagePart,
  static: staticServer,
};

const [first, part, ...parameters] = process.argv.slice(2);
if (first === 'part') {
  await parts[part!]!(parameters);
} else {
  process.once('exit', killAtExit);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void cleanUp().then(() => process.exit(130)));
  process.exitCode = await benchmark();
}

async function benchmark(): Promise<number> {
  const { names, ...options } = readOptions(process.argv.slice(2));
  const unknown = names.find((name) => !(name in benchmarks));
  if (names.length === 0 || unknown !== undefined) {
    console.error(`Say which: ${Object.keys(benchmarks).join(', ')}.`);
    return 2;
  }
  let areMet = true;
  try {
    for (const name of names) {
      console.log(`--- ${name}`);
      areMet = (await benchmarks[name]!(options)) && areMet;
    }
  } finally {
    await cleanUp();
  }
  return areMet ? 0 : 1;
}
