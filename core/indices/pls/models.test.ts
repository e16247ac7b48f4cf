import { describe, expect, it } from 'vitest';
import { moments } from '../../numeric/moments.ts';
import { estimatePathModel } from './estimate-path-model.ts';
import { pathModel, structures } from './models.ts';
import { placeModel, type PathModel } from './path-model.ts';
import { rows } from './quality-satisfaction-loyalty.test-data.ts';

describe('a path model', () => {
  const constructs = [
    { name: 'a', items: ['x'] },
    { name: 'b', items: ['y'] },
  ];
  it.each([
    ['names a construct the model does not have', { constructs, paths: [['a', 'c']] }],
    [
      'lead round in circles',
      {
        constructs,
        paths: [
          ['a', 'b'],
          ['b', 'a'],
        ],
      },
    ],
    [
      'is there twice',
      {
        constructs,
        paths: [
          ['a', 'b'],
          ['a', 'b'],
        ],
      },
    ],
    ['is on no path', { constructs: [...constructs, { name: 'c', items: ['z'] }], paths: [['a', 'b']] }],
    ['has no items', { constructs: [{ name: 'a', items: [] }, constructs[1]!], paths: [['a', 'b']] }],
    ['shows both', { constructs: [constructs[0]!, { name: 'b', items: ['x'] }], paths: [['a', 'b']] }],
    ['no item w', { constructs: [{ name: 'a', items: ['w'] }, constructs[1]!], paths: [['a', 'b']] }],
    ['different names', { constructs: [constructs[0]!, constructs[0]!], paths: [['a', 'a']] }],
  ] as const)('is refused where it %s', (message, faulty) => {
    expect(() => placeModel(faulty as PathModel, ['x', 'y', 'z'])).toThrow(message);
  });

  it.each(Object.keys(structures) as (keyof typeof structures)[])('of %s can be estimated', (name) => {
    const names = [...new Set(structures[name].flat())];
    const places = Object.fromEntries(names.map((construct, at) => [construct, [`i${at}`]]));
    const data = names.map((_, at) =>
      rows.map((row, place) => row[at]! + rows[(place * 7 + at) % 300]![at]! / 10),
    );
    const found = estimatePathModel(
      pathModel(name, places as never),
      names.map((_, at) => `i${at}`),
      moments(data),
    );
    expect(found.rSquared.filter((value) => !Number.isNaN(value)).length).toBeGreaterThan(3);
  });
});
