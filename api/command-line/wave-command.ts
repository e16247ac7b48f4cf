import type { LocalText } from '../../core/questionnaire/local-text.ts';
import { commandLine } from '../access/audit.ts';
import { closeWave, openWave, reopenWave } from '../actions/move-wave.ts';
import { CommandError, type Command } from './command.ts';
import { withManyi } from './with-manyi.ts';

const moves = { open: openWave, close: closeWave, reopen: reopenWave };

export const waveCommand: Command = {
  name: 'wave',
  usage: 'wave list | open <id> | close <id> | reopen <id>',
  summary: 'List the waves with their states, or move one on.',
  run(settings, [verb = 'list', id]) {
    return withManyi(settings, async ({ deps }) => {
      if (verb === 'list') {
        for (const wave of await deps.storage.waves()) {
          const title = JSON.parse(wave.title) as LocalText;
          console.log(`${wave.id}\t${wave.state}\t${wave.programme}\t${title['zh-Hans']}`);
        }
        return 0;
      }
      if (!Object.hasOwn(moves, verb)) throw new CommandError('Say list, open, close or reopen.');
      if (id === undefined) throw new CommandError('Which wave? "manyi wave list" names them.');
      const wave = await moves[verb as keyof typeof moves](deps, id, commandLine);
      console.log(`${wave.id} is ${wave.state}`);
      return 0;
    });
  },
};
