import { describe, expect, it } from 'vitest';
import type { Look } from '../../core/release/release.ts';
import type { EstimatedWave } from './estimate-wave.ts';
import type { Wave } from '../storage/storage.ts';
import { inLine } from './in-line.ts';

/** An estimator that decides when it has done. */
function slowEstimator() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const estimator = inLine({
    estimate: (wave, { number }) =>
      new Promise((resolve) => {
        begun.push(`${wave.id} ${number}`);
        ends.push(() => resolve({ release: { of: wave.id } } as unknown as EstimatedWave));
      }),
    lookAt: (wave) =>
      new Promise((resolve) => {
        begun.push(`${wave.id} 0`);
        ends.push(() => resolve({ of: wave.id } as unknown as Look));
      }),
    close: async () => undefined,
  });
  const endNext = async () => {
    ends.shift()!();
    await turn();
  };
  return { estimator, begun, endNext };
}
const waveOf = (id: string) => ({ id }) as Wave;
const turn = () => new Promise((next) => setTimeout(next, 2));
const stays = () => new AbortController().signal;

describe('an estimator that many ask', () => {
  it('makes one look for all who ask for a wave, one wave at a time', async () => {
    const { estimator, begun, endNext } = slowEstimator();
    const looks = ['li', 'wang', 'zhao'].map((person) => estimator.look(waveOf('a'), person, stays()));
    const other = estimator.look(waveOf('b'), 'sun', stays());
    expect(begun).toEqual(['a 0']);
    await endNext();
    expect(await Promise.all(looks)).toEqual(Array(3).fill('{"of":"a"}'));
    expect(begun).toEqual(['a 0', 'b 0']);
    await endNext();
    expect(await other).toBe('{"of":"b"}');
  });

  it('does not make what nobody waits for', async () => {
    const { estimator, begun, endNext } = slowEstimator();
    void estimator.look(waveOf('a'), 'li', stays());
    const goes = new AbortController();
    const gone = Array.from({ length: 5 }, (_, at) =>
      estimator.look(waveOf(`gone${at}`), `p${at}`, goes.signal),
    );
    const stayed = estimator.look(waveOf('b'), 'wang', stays());
    goes.abort();
    for (const each of gone) await expect(each).rejects.toMatchObject({ code: 'waitYourTurn' });
    await endNext();
    expect(begun).toEqual(['a 0', 'b 0']);
    await endNext();
    await stayed;
  });

  it('lets one person wait for one look: the latest', async () => {
    const { estimator, begun, endNext } = slowEstimator();
    void estimator.look(waveOf('a'), 'li', stays());
    const former = estimator.look(waveOf('b'), 'wang', stays());
    const latest = estimator.look(waveOf('c'), 'wang', stays());
    await expect(former).rejects.toMatchObject({ code: 'waitYourTurn', status: 503 });
    await endNext();
    await endNext();
    await latest;
    expect(begun).toEqual(['a 0', 'c 0']);
  });

  it('has a line of an end', async () => {
    const { estimator } = slowEstimator();
    void estimator.look(waveOf('a'), 'li', stays());
    const line = Array.from({ length: 8 }, (_, at) => estimator.look(waveOf(`w${at}`), `p${at}`, stays()));
    await expect(estimator.look(waveOf('more'), 'wang', stays())).rejects.toMatchObject({ status: 503 });
    // Joining a look that waits already costs nothing.
    void estimator.look(waveOf('w3'), 'zhao', stays());
    expect(line).toHaveLength(8);
  });

  it('puts what is to be published before all looks', async () => {
    const { estimator, begun, endNext } = slowEstimator();
    void estimator.look(waveOf('a'), 'li', stays());
    void estimator.look(waveOf('b'), 'wang', stays());
    const release = estimator.estimate(waveOf('c'), { number: 2, secret: '' });
    await endNext();
    expect(begun).toEqual(['a 0', 'c 2']);
    await endNext();
    expect(await release).toEqual({ release: { of: 'c' } });
    expect(begun).toEqual(['a 0', 'c 2', 'b 0']);
  });
});
