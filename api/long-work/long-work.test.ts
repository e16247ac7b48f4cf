import { describe, expect, it } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';
import { createPlaces } from './places.ts';

describe('places for long work', () => {
  it('are so many for each person and so many in all, and can be taken again', () => {
    const places = createPlaces({ inAll: 3, each: 2 });
    const first = places.take('li');
    places.take('li');
    expect(() => places.take('li')).toThrow(expect.objectContaining({ code: 'waitYourTurn', status: 503 }));
    places.take('wang');
    expect(() => places.take('zhao')).toThrow(expect.objectContaining({ code: 'waitYourTurn' }));
    first();
    first();
    places.take('zhao');
    expect(() => places.take('zhao')).toThrow(expect.objectContaining({ code: 'waitYourTurn' }));
  });
});

describe('work one at a time', () => {
  it('goes in order, and on after a failure', async () => {
    const line = oneAtATime();
    const begun: number[] = [];
    let endFirst: () => void = () => undefined;
    const first = line(() => new Promise<void>((resolve) => ((endFirst = resolve), begun.push(1))));
    const second = line(async () => {
      begun.push(2);
      throw new Error('failed');
    });
    const third = line(async () => begun.push(3));
    await new Promise((turn) => setTimeout(turn, 5));
    expect(begun).toEqual([1]);
    endFirst();
    await first;
    await expect(second).rejects.toThrow('failed');
    await third;
    expect(begun).toEqual([1, 2, 3]);
  });
});
