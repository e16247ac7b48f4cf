import { parentPort } from 'node:worker_threads';
import type { FromThread, ToThread } from './called-thread.ts';

/**
 * The side of the thread: answers each call under its number, and ends when it is told to (`called-thread.ts`).
 *
 * @param described what of an error crosses to the other side
 * @param close what is done before the thread ends
 */
export function answerCalls<Given, Sent>(
  answer: (given: Given) => unknown,
  described: (error: unknown) => Sent,
  close: () => Promise<void> | void = () => undefined,
): void {
  const port = parentPort!;
  const tell = (message: FromThread<Sent>) => port.postMessage(message);
  port.on('message', (message: ToThread<Given>) => {
    void (message === 'close' ? end() : carryOut(message));
  });

  async function carryOut({ call, given }: Exclude<ToThread<Given>, 'close'>): Promise<void> {
    try {
      tell({ call, result: await answer(given) });
    } catch (error) {
      tell({ call, error: described(error) });
    }
  }

  async function end(): Promise<void> {
    await close();
    port.close();
  }
}
