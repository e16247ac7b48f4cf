import { describe, expect, it } from 'vitest';
import { toggledOptions } from './toggled-options.ts';

const label = { 'zh-Hans': '甲', en: 'A' };
const item = { options: ['bus', 'metro', 'none'].map((code) => ({ code, label })), exclusive: ['none'] };

describe('toggledOptions', () => {
  it('keeps the order of the questionnaire, whatever was tapped first', () => {
    expect(toggledOptions(item, ['metro'], 'bus')).toEqual(['bus', 'metro']);
  });

  it('takes an option back when it is tapped again', () => {
    expect(toggledOptions(item, ['bus', 'metro'], 'bus')).toEqual(['metro']);
  });

  it('lets an exclusive option stand alone', () => {
    expect(toggledOptions(item, ['bus', 'metro'], 'none')).toEqual(['none']);
  });

  it('lets an exclusive option give way to any other', () => {
    expect(toggledOptions(item, ['none'], 'bus')).toEqual(['bus']);
  });
});
