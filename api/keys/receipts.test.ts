import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { testKeys } from '../testing.ts';
import { keysFrom } from './keys.ts';
import { exportedIdOf, formerReceiptOf, receiptOf } from './receipts.ts';

const otherKeys = keysFrom(new Uint8Array(32).fill(8));
const id = '8f14e45f-ceea-467f-9d1c-5f2f6a0c1a11';

describe('a receipt', () => {
  it('is twelve digits, the same each time, and another for each response and wave', () => {
    expect(receiptOf(testKeys, 'short-2026', id)).toMatch(/^\d{4}-\d{4}-\d{4}$/);
    expect(receiptOf(testKeys, 'short-2026', id)).toBe(receiptOf(testKeys, 'short-2026', id));
    expect(receiptOf(testKeys, 'short-2027', id)).not.toBe(receiptOf(testKeys, 'short-2026', id));
    const receipts = Array.from({ length: 1000 }, () => receiptOf(testKeys, 'short-2026', randomUUID()));
    expect(new Set(receipts).size).toBe(1000);
  });

  it('cannot be computed from what an export or the database holds without the keys', () => {
    expect(receiptOf(otherKeys, 'short-2026', id)).not.toBe(receiptOf(testKeys, 'short-2026', id));
    expect(receiptOf(testKeys, 'short-2026', exportedIdOf(testKeys, 'short-2026', id))).not.toBe(
      receiptOf(testKeys, 'short-2026', id),
    );
    expect(exportedIdOf(testKeys, 'short-2026', id)).not.toBe(exportedIdOf(otherKeys, 'short-2026', id));
  });

  it('of before there were keys is as it was', () => {
    expect(formerReceiptOf('demo-2026', '090a7683-f348-44e9-8414-8e332f7deac2')).toBe('F8A6-3DBA');
  });
});
