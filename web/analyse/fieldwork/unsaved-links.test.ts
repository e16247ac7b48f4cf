import { describe, expect, it } from 'vitest';
import { addressNotice, linksFile } from './unsaved-links.ts';

const batch = {
  id: 'b1',
  wave: 'district-2026',
  name: '松月-01',
  stratum: 'songyue',
  primaryUnit: '松月一村',
  weight: 1,
  createdAt: 0,
  issued: 2,
  used: 0,
};
const head = { number: '序号', batch: '批次', link: '链接' };
const here = 'https://survey.example/analyse/district/district-2026';

describe('linksFile', () => {
  it('has a line for each link, with its number and its batch', () => {
    const file = linksFile({ batch, links: ['/s/district-2026/i/a', '/s/district-2026/i/b'] }, here, head);
    expect(file.split('\r\n').slice(1, 3)).toEqual([
      '1,松月-01,https://survey.example/s/district-2026/i/a',
      '2,松月-01,https://survey.example/s/district-2026/i/b',
    ]);
  });

  it('keeps the address the server gives, wherever the page was opened', () => {
    const file = linksFile(
      { batch, links: ['https://survey.example/s/w/i/a'] },
      'http://localhost:8311/',
      head,
    );
    expect(file).toContain('https://survey.example/s/w/i/a');
    expect(file).not.toContain('localhost');
  });
});

describe('addressNotice', () => {
  it.each([
    [undefined, '/s/w/i/a', here],
    [undefined, 'https://survey.example/s/w/i/a', here],
    ['elsewhere', 'https://survey.example/s/w/i/a', 'http://localhost:8311/analyse/d/w'],
    ['elsewhere', 'https://survey.example/s/w/i/a', 'http://10.1.2.3:8080/analyse/d/w'],
    ['homeOnly', '/s/w/i/a', 'http://localhost:8311/analyse/d/w'],
    ['homeOnly', '/s/w/i/a', 'http://192.168.1.20:8080/analyse/d/w'],
    ['homeOnly', '/s/w/i/a', 'http://172.20.1.20/analyse/d/w'],
    [undefined, '/s/w/i/a', 'https://172.example/analyse/d/w'],
  ])('is %s for %s on a page at %s', (notice, link, page) => {
    expect(addressNotice([link], page)).toBe(notice);
  });

  it('has nothing to say where there are no links', () => {
    expect(addressNotice([], here)).toBe(undefined);
  });
});
