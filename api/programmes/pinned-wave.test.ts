import { expect, it } from 'vitest';
import type { Programme } from '../../core/programme/programme.ts';
import { testManyi } from '../testing.ts';
import { documentOf, existingWave, pinnedWave } from './pinned-wave.ts';

it.each<[string, (of: Programme) => Programme]>([
  [
    'settings that a file may not have any more',
    (of) => ({
      ...of,
      settings: { ...of.settings, minimumCell: 500, confidenceLevel: 0.9999, unchangedMargin: 60 },
    }),
  ],
  [
    'a flag that a file may not have any more',
    (of) => ({
      ...of,
      forms: of.forms.map((form) => ({
        ...form,
        questionnaire: {
          ...form.questionnaire,
          flags: [{ name: 'low', when: { item: 'SH_food', atMost: 5 } }],
        },
      })),
    }),
  ],
])('a wave that was opened with %s keeps it', async (_, edit) => {
  const { deps, wave: id } = await testManyi();
  const wave = await existingWave(deps.storage, id);
  const { programme } = await pinnedWave(deps.storage, wave);
  const before = edit(programme);
  const document = documentOf(before, [{ form: 'short', share: 1 }]);
  await deps.storage.putDocuments([document]);
  const pinned = await pinnedWave(deps.storage, { ...wave, document: document.hash });
  expect(pinned.programme).toEqual(before);
});
