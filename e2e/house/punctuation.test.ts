import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { punctuate } from '../../tools/punctuate.mjs';

const inSurvey = (text: string) =>
  JSON.parse(punctuate('surveys/park/programme.json', JSON.stringify(text))) as string;
const inWording = (text: string) => punctuate('web/wording/staff/wording.ts', text);
const inCode = (text: string) => punctuate('api/server.ts', text);

describe('Chinese text', () => {
  it('has full-width marks throughout the repository; `npm run punctuation` puts them', () => {
    const script = join(import.meta.dirname, '..', '..', 'tools', 'punctuation.mjs');
    const { stdout, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
    expect(stdout + stderr).toBe('');
  }, 60_000);

  it('gets each of the marks, and straight quotes in pairs', () => {
    expect(inSurvey('您满意吗?(1分最低, 10分最高)')).toBe('您满意吗？（1分最低，10分最高）');
    expect(inSurvey('注意:先看;再填!')).toBe('注意：先看；再填！');
    expect(inSurvey('请选"没用过"。')).toBe('请选“没用过”。');
    expect(inSurvey('请用Word(2016)打开')).toBe('请用Word（2016）打开');
  });

  it('has no space between Chinese and a number, nor a place where one is put', () => {
    expect(inSurvey('第 1 次,约 5 分钟,95% 区间')).toBe('第1次，约5分钟，95%区间');
    expect(inWording("const a = { 'zh-Hans': '第 {number} 次' };")).toBe(
      "const a = { 'zh-Hans': '第{number}次' };",
    );
  });

  it('keeps times, thousands, intervals, addresses and the names it quotes as they are', () => {
    for (const text of [
      '上午9:30，共1,280份',
      '区间[78.9, 82.1]跨过目标',
      '见https://survey.example/s/a?b=c:1',
    ]) {
      expect(inSurvey(text)).toBe(text);
    }
    expect(inSurvey('来源:City, County')).toBe('来源：City, County');
  });

  it('has them in a Chinese sentence without a Chinese character, too', () => {
    expect(inWording("const a = { 'zh-Hans': '{title}:{text}', en: '{title}: {text}' };")).toBe(
      "const a = { 'zh-Hans': '{title}：{text}', en: '{title}: {text}' };",
    );
  });

  it('leaves marks between code, strings and regular expressions alone', () => {
    for (const text of [
      "const a = { 'zh-Hans': '满意', en: 'Satisfied' }; // 满意: satisfied",
      "const b = test ? '是' : '否';",
      "const c = [`${a ? '是' : `${b}份`}`, '否'];",
      'const d = text.replace(/吗\\?/g, "");',
      "const e = '(?:号楼|号|室|房):(?!线|出口)';",
    ]) {
      expect(inWording(text)).toBe(text);
    }
  });

  it('leaves an English sentence its own marks around a Chinese term', () => {
    expect(inSurvey('The answer 没用过, which means not used (满意): no.')).toBe(
      'The answer 没用过, which means not used (满意): no.',
    );
    expect(inCode('/** 没用过: asked, but not used. */')).toBe('/** 没用过: asked, but not used. */');
  });

  it('is mended between two Chinese characters even in code', () => {
    expect(inCode('/** 上升, 下降 or neither; 单项显著,未过多重检验. */')).toBe(
      '/** 上升、下降 or neither; 单项显著，未过多重检验. */',
    );
  });

  it('stays as it is once it is right', () => {
    const right = '您满意吗？（1分最低，10分最高）“没用过”的，请选：第1项；95%区间 ±3分';
    expect(inSurvey(right)).toBe(right);
  });
});
