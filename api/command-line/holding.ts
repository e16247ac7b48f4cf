import type { ProcessMark } from '../storage/sqlite/process-mark.ts';

/** Does one piece of work while a mark is held, and lets go of it whatever happens. */
export async function holding<Result>(mark: ProcessMark, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } finally {
    mark.release();
  }
}
