import { moments } from '../../numeric/moments.ts';
import { seededRandom } from '../../numeric/seeded-random.ts';
import { estimatePathModel } from './estimate-path-model.ts';
import type { PathModel } from './path-model.ts';

/** Quality acts on satisfaction, which acts on loyalty; three items each on 1-10, the last of loyalty turned round. */
const random = seededRandom('pls');
export const rows = Array.from({ length: 300 }, () => {
  const quality = random.normal();
  const satisfaction = 0.7 * quality + 0.7 * random.normal();
  const loyalty = 0.6 * satisfaction + 0.8 * random.normal();
  const item = (of: number) => Math.min(10, Math.max(1, Math.round(6 + 1.6 * (of + 0.6 * random.normal()))));
  return [quality, quality, quality, satisfaction, satisfaction, satisfaction, loyalty, loyalty, loyalty].map(
    item,
  );
});
export const items = ['q1', 'q2', 'q3', 's1', 's2', 's3', 'l1', 'l2', 'l3'];
export const columns = items.map((_, at) => rows.map((row) => row[at]!));
export const model: PathModel = {
  constructs: [
    { name: 'quality', items: ['q1', 'q2', 'q3'] },
    { name: 'satisfaction', items: ['s1', 's2', 's3'] },
    { name: 'loyalty', items: ['l1', 'l2', 'l3'] },
  ],
  paths: [
    ['quality', 'satisfaction'],
    ['quality', 'loyalty'],
    ['satisfaction', 'loyalty'],
  ],
};
export const scale = { lowest: 1, highest: 10 };
export const estimate = estimatePathModel(model, items, moments(columns));
