import { describe, expect, it } from 'vitest';
import type { ReleaseNode } from '../../core/release/release.ts';
import { leavesNotCompared } from './leaves-not-compared.ts';
import { releaseOf } from '../parts/figure/sample-release.ts';

const [root, product, service] = releaseOf('2026', 82).nodes as [ReleaseNode, ReleaseNode, ReleaseNode];
const leafOf = (parent: string, name: string, title: string, isDiagnostic = false): ReleaseNode => ({
  ...service,
  name: `${parent}_${name}`,
  item: `item_${parent}_${name}`,
  parent,
  title: { 'zh-Hans': title, en: title },
  isDiagnostic,
});
const nodes = [
  root,
  product,
  leafOf('product', 'price', '价格'),
  leafOf('product', 'safety', '安全'),
  service,
  leafOf('service', 'price', '价格'),
  leafOf('service', 'staff', '态度'),
  leafOf('service', 'wish', '心愿', true),
];
const over = (key: string, commonLeaves: readonly string[]) => ({ form: 'short', key, commonLeaves });
const titles = (key: string, commonLeaves: readonly string[]) =>
  leavesNotCompared({ nodes }, over(key, commonLeaves)).map((title) => title['zh-Hans']);

describe('leavesNotCompared', () => {
  it('names the leaves that count and are not in common, by node or by item', () => {
    expect(titles('index/overall', ['product_price', 'item_service_price', 'service_staff'])).toEqual([
      '安全',
    ]);
  });

  it('puts the parent before titles the index has twice', () => {
    expect(titles('index/overall', ['product_safety', 'service_staff'])).toEqual([
      '产品质量：价格',
      '服务质量：价格',
    ]);
    expect(titles('index/product', ['product_safety'])).toEqual(['价格']);
  });

  it('has none where the wave before had more leaves', () => {
    expect(titles('index/product', ['product_safety', 'product_price'])).toEqual([]);
  });
});
