import { writeFile } from 'node:fs/promises';
import type { SurveyAddress } from '../survey.ts';
import type { ToCrowd } from './crowd-messages.ts';
import { Load } from './load.ts';

/** The part `crowd`: makes the load it is told to, and leaves what became of each response in a file. */
export async function crowd([port, fatesFile, survey]: readonly string[]): Promise<void> {
  const load = new Load(Number(port), JSON.parse(survey!) as SurveyAddress);
  for await (const message of messages()) {
    if (message === 'end') break;
    process.send!(await load.run(message));
  }
  await writeFile(fatesFile!, load.fates());
  process.exit();
}

async function* messages(): AsyncGenerator<ToCrowd> {
  const waiting: ToCrowd[] = [];
  let wake: () => void = () => undefined;
  process.on('message', (message: ToCrowd) => {
    waiting.push(message);
    wake();
  });
  for (;;) {
    if (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    yield waiting.shift()!;
  }
}
