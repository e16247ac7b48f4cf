import { describe, expect, it } from 'vitest';
import { aboutProgramme, menuFor } from './menu.ts';

const words = (may: Parameters<typeof menuFor>[0]['may'], programme?: string) =>
  menuFor({ may }, programme === undefined ? undefined : { name: programme }).map(({ word }) => word);

describe('the menu of staff', () => {
  it('offers a page by what one may do there, not by the role one has', () => {
    expect(words({ '*': ['people.manage', 'audit.readAll', 'waves.read', 'releases.read'] })).toEqual([
      'programmes',
      'people',
      'audit',
    ]);
    expect(words({ district: ['waves.read', 'releases.read'] }, 'district')).toEqual([
      'programmes',
      'results',
    ]);
  });

  it('offers pages of a programme only to whom it is given there, and only where one is', () => {
    const may = { district: ['releases.read', 'fieldwork.read', 'audit.read'] } as const;
    expect(words(may)).toEqual(['programmes', 'audit']);
    expect(words(may, 'district')).toEqual(['programmes', 'results', 'fieldwork', 'audit']);
    expect(words(may, 'airport')).toEqual(['programmes', 'audit']);
  });

  it('leads to the programme it is about', () => {
    const menu = menuFor({ may: { '*': ['releases.read', 'fieldwork.read'] } }, { name: 'district' });
    expect(aboutProgramme(menu).map(({ address }) => address)).toEqual([
      '/trends/district',
      '/analyse/district',
    ]);
  });
});
