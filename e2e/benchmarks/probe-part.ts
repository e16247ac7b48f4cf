import { setTimeout as wait } from 'node:timers/promises';

const PAUSE_MILLISECONDS = 5;

/** Tells, when asked, how long the longest wait for `/healthz` was since it was asked last. */
export async function probePart([address]: readonly string[]): Promise<void> {
  let longest = 0;
  let isOver = false;
  process.on('message', (message) => {
    if (message === 'end') isOver = true;
    process.send!(longest);
    longest = 0;
  });
  process.send!(0);
  while (!isOver) {
    const began = performance.now();
    const reply = await fetch(`${address}/healthz`);
    await reply.arrayBuffer();
    longest = Math.max(longest, performance.now() - began);
    await wait(PAUSE_MILLISECONDS);
  }
  process.disconnect();
}
