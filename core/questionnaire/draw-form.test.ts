import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawForm, hashAsked } from './draw-form.ts';

const forms = [
  { form: 'city', share: 0.5 },
  { form: 'services', share: 0.3 },
  { form: 'short', share: 0.2 },
];
const hexOf = (place: number, length: number) => place.toString(16).padStart(length, '0');

/** Ways in which somebody may make ids: by chance, counting up, or by a poor generator that few bits change of. */
const idsMade: Readonly<Record<string, (seed: number, place: number) => string>> = {
  'counting up at the end': (seed, place) => `00000000-0000-4000-8000-${hexOf(seed * 2000 + place, 12)}`,
  'counting up at the beginning': (seed, place) =>
    `${hexOf(seed * 2000 + place, 8)}-0000-4000-8000-000000000000`,
  'by a congruential generator': (seed, place) =>
    `${hexOf((Math.imul(1103515245, seed * 2000 + place) + 12345) >>> 0, 8)}-7a43-4b8e-9d3c-0d9f6f3b2a11`,
  'by steps of 256': (seed, place) => `3f0c1f5e-7a43-4b8e-9d3c-${hexOf((seed * 2000 + place) * 256, 12)}`,
};

describe('the form of a response', () => {
  it.each(Object.entries(idsMade))('falls by the declared shares over ids made %s', (_, idOf) => {
    const drawn = new Map<string, number>();
    let squares = 0;
    const seeds = 50;
    for (let seed = 0; seed < seeds; seed++) {
      const counts = new Map(forms.map(({ form }) => [form, 0]));
      for (let place = 0; place < 2000; place++) {
        const { form } = drawForm(idOf(seed, place), forms);
        counts.set(form, counts.get(form)! + 1);
      }
      for (const { form, share } of forms) {
        squares += (counts.get(form)! - 2000 * share) ** 2 / (2000 * share);
        drawn.set(form, (drawn.get(form) ?? 0) + counts.get(form)!);
      }
    }
    // Chi-square of 50 x 2 degrees of freedom: mean 100, standard deviation 14.1; bounds at 4 of them.
    expect(squares).toBeGreaterThan(43);
    expect(squares).toBeLessThan(157);
    for (const { form, share } of forms) expect(drawn.get(form)! / (2000 * seeds)).toBeCloseTo(share, 2);
  });

  it('is one of the forms, with its share, whatever the id', () => {
    const shares = fc
      .array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 8 })
      .map((parts) => {
        const sum = parts.reduce((all, part) => all + part, 0);
        return parts.map((part, place) => ({ form: `f${place}`, share: part / sum }));
      });
    fc.assert(
      fc.property(fc.string(), shares, (id, declared) => {
        expect(declared).toContain(drawForm(id, declared));
        expect(drawForm(id, declared)).toBe(drawForm(id, [...declared]));
      }),
    );
  });

  it('is the same for ever', () => {
    const ids = Array.from({ length: 12 }, (_, place) => `${hexOf(place, 8)}-7a43-4b8e-9d3c-0d9f6f3b2a11`);
    expect(ids.map((id) => drawForm(id, forms).form)).toEqual(
      'city city short services services services city city city short short services'.split(' '),
    );
  });
});

it('a response is sent with the hash of what was asked', () => {
  const hashes = forms.map(({ share }, place) => ({ hash: `hash-${place}`, share }));
  const id = '3f0c1f5e-7a43-4b8e-9d3c-0d9f6f3b2a11';
  expect(hashAsked({ questionnaireHash: 'one' }, id)).toBe('one');
  expect(hashAsked({ questionnaireHash: 'all', forms: hashes }, id)).toBe(drawForm(id, hashes).hash);
});
