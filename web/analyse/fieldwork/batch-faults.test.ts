import { describe, expect, it } from 'vitest';
import { batchFaults, type BatchDraft } from './batch-faults.ts';
import { analyseWording } from '../../wording/analyse/wording.ts';

const whole: BatchDraft = {
  name: '第2批 2026-11-21',
  stratum: '310101002',
  primaryUnit: '310101002003 松月一居委',
  weight: 20,
  count: 30,
};
const faults = (more: Partial<BatchDraft>) => batchFaults({ ...whole, ...more }, analyseWording('zh-Hans'));

describe('a batch of invitations being filled in', () => {
  it('may name its places by division codes', () => {
    expect(faults({})).toEqual({});
  });

  it('is told at the field where a number of a person seems to stand', () => {
    const sentence = '这里像是电话号码或账号。请写地方的名称或12位区划代码，不要写人的号码。';
    expect(faults({ primaryUnit: '张三 13800138000' })).toEqual({ primaryUnit: sentence });
    expect(faults({ stratum: '310101199001011234' })).toEqual({ stratum: sentence });
    expect(faults({ name: 'zhang@example.cn' })).toEqual({
      name: '这里像是电话号码或账号。请写批次的名称，不要写人的号码。',
    });
  });

  it('is told what is missing, and which numbers the server takes', () => {
    expect(faults({ name: ' ', stratum: '', primaryUnit: ' ', weight: null, count: 2.5 })).toEqual({
      name: '请填写批次名称。',
      stratum: '请填写层。',
      primaryUnit: '请填写初级抽样单元。',
      weight: '权重要大于0，不超过1000000。',
      count: '数量要是1到5000的整数。',
    });
    expect(Object.keys(faults({ weight: 1e7, count: 5001 }))).toEqual(['weight', 'count']);
  });
});
