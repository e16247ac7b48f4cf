import type { Storage } from '../storage/storage.ts';

/** Whether this process can take answers now: what a load balancer asks before it sends somebody here. */
export interface Readiness {
  check(): Promise<'ready' | 'notReady' | 'stopping'>;
  /** Answers could not be stored, or could again: a small probe may still fit where they do not. */
  answersFailed(): void;
  answersStored(): void;
  /** From now on nobody new should come. */
  stop(): void;
}

/** A look is shared for so long: it costs a durable write. */
const SHARED_MILLISECONDS = 1000;
const LONGEST_MILLISECONDS = 2000;
/** Nobody is sent here for so long after answers failed; then the next ones show whether it is over. */
const FAILURE_MILLISECONDS = 5000;

/** @param node names this process among those that share a database */
export function createReadiness(storage: Storage, node: string, clock: () => number): Readiness {
  let isStopping = false;
  let failedAt = -Infinity;
  let lookedAt = -Infinity;
  let look: Promise<boolean> = Promise.resolve(false);

  async function canStore(): Promise<boolean> {
    let limit: NodeJS.Timeout | undefined;
    const tooLong = new Promise<boolean>((resolve) => {
      limit = setTimeout(() => resolve(false), LONGEST_MILLISECONDS);
    });
    const written = storage.probe(node, clock()).then(
      () => true,
      () => false,
    );
    return Promise.race([written, tooLong]).finally(() => clearTimeout(limit));
  }

  return {
    async check() {
      if (isStopping) return 'stopping';
      if (performance.now() - lookedAt > SHARED_MILLISECONDS) {
        lookedAt = performance.now();
        look = canStore();
      }
      const canProbe = await look;
      return canProbe && performance.now() - failedAt > FAILURE_MILLISECONDS ? 'ready' : 'notReady';
    },
    answersFailed() {
      failedAt = performance.now();
    },
    answersStored() {
      failedAt = -Infinity;
    },
    stop() {
      isStopping = true;
    },
  };
}
