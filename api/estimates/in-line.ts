import type { EstimatedWave } from './estimate-wave.ts';
import { Problem } from '../problems.ts';
import type { Wave } from '../storage/storage.ts';
import type { Estimator } from './estimator.ts';

/** An estimator that many may ask: it estimates one wave at a time, and what several want only once. */
export interface EstimatorInLine extends Omit<Estimator, 'lookAt'> {
  /**
   * The figures of now, as JSON. Whoever asks for a wave that is looked at already shares that look. One person waits
   * for one look at a time: a further wish takes the place of the one before, which ends with `waitYourTurn`, as does
   * every look beyond what may wait in all. A look that nobody waits for any more is not made.
   *
   * @param person whose wish it is
   * @param signal tells that the person has gone away
   */
  readonly look: (wave: Wave, person: string, signal: AbortSignal) => Promise<string>;
}

/** Other waves than these do not wait to be looked at. */
const MOST_LOOKS = 8;

interface Wish {
  readonly person: string;
  readonly resolve: (figures: string) => void;
  readonly reject: (error: unknown) => void;
}
interface Look {
  readonly wave: Wave;
  readonly wishes: Set<Wish>;
}
type Work = () => Promise<void>;

export function inLine(estimator: Estimator): EstimatorInLine {
  /** What is to be published goes before all looks. */
  const publishing: Work[] = [];
  /** By wave, in the order in which they were first wished for. */
  const looks = new Map<string, Look>();
  let underWay: Look | undefined;
  let isBusy = false;

  async function goOn(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    for (let next = nextWork(); next; next = nextWork()) await next();
    isBusy = false;
  }

  function nextWork(): Work | undefined {
    const first = publishing.shift();
    if (first) return first;
    for (const [id, look] of looks) {
      looks.delete(id);
      if (look.wishes.size > 0) return () => carryOut(look);
    }
    return undefined;
  }

  async function carryOut(look: Look): Promise<void> {
    underWay = look;
    try {
      const figures = JSON.stringify(await estimator.lookAt(look.wave));
      for (const { resolve } of look.wishes) resolve(figures);
    } catch (error) {
      for (const { reject } of look.wishes) reject(error);
    }
    underWay = undefined;
  }

  function giveUp(look: Look, wish: Wish): void {
    look.wishes.delete(wish);
    if (look.wishes.size === 0 && looks.get(look.wave.id) === look) looks.delete(look.wave.id);
    wish.reject(new Problem('waitYourTurn'));
  }

  function lookFor(wave: Wave, person: string): Look {
    if (underWay?.wave.id === wave.id) return underWay;
    for (const waiting of looks.values()) {
      if (waiting.wave.id === wave.id) return waiting;
      for (const wish of waiting.wishes) if (wish.person === person) giveUp(waiting, wish);
    }
    if (looks.size >= MOST_LOOKS) throw new Problem('waitYourTurn');
    const look: Look = { wave, wishes: new Set() };
    looks.set(wave.id, look);
    return look;
  }

  return {
    estimate: (wave, making) =>
      new Promise<EstimatedWave>((resolve, reject) => {
        publishing.push(() => estimator.estimate(wave, making).then(resolve, reject));
        void goOn();
      }),
    look: (wave, person, signal) =>
      new Promise<string>((resolve, reject) => {
        const look = lookFor(wave, person);
        const wish: Wish = { person, resolve, reject };
        look.wishes.add(wish);
        signal.addEventListener('abort', () => giveUp(look, wish), { once: true });
        if (signal.aborted) giveUp(look, wish);
        void goOn();
      }),
    close: () => estimator.close(),
  };
}
