import { closedLoop, type ClosedLoop, type ClosedLoopResult } from '../load/closed-loop.ts';
import { startPart } from '../trials/children.ts';

type Told = Omit<ClosedLoop, 'request'> & { readonly request: string };

/** The part `load`: one stretch of load, in a process of its own. */
export async function loadPart([told]: readonly string[]): Promise<void> {
  const { request, ...loop } = JSON.parse(told!) as Told;
  process.send!(await closedLoop({ ...loop, request: Buffer.from(request, 'base64') }));
  process.disconnect();
}

export function load({ request, ...loop }: ClosedLoop): Promise<ClosedLoopResult> {
  const told: Told = { ...loop, request: request.toString('base64') };
  const part = startPart('load', [JSON.stringify(told)]);
  return new Promise((resolve, reject) => {
    part.once('message', (result) => resolve(result as ClosedLoopResult));
    part.once('exit', (code) => reject(new Error(`the load generator ended with ${code}`)));
  });
}
