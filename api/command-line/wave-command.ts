import type { LocalText } from '../../core/questionnaire/local-text.ts';
import { commandLine } from '../access/audit.ts';
import { looksSinceClosing } from '../actions/looks-since-closing.ts';
import { closeWave, openWave, reopenWave } from '../actions/move-wave.ts';
import { sealWave } from '../actions/seal-wave.ts';
import { CommandError, readOptions, type Command } from './command.ts';
import { withManyi } from './with-manyi.ts';

const moves = { open: openWave, close: closeWave, reopen: reopenWave, seal: sealWave };

export const waveCommand: Command = {
  name: 'wave',
  usage: 'wave list | open <id> | close <id> | reopen <id> | seal <id>',
  summary: 'List the waves with their states, or move one on.',
  details: [
    'A closed wave takes answers on their way for half an hour and is then sealed: it takes nothing more, cannot be',
    'opened again, and can be published. "seal" ends that half hour at once; answers on their way are refused. So it',
    'does where the wave was closed by a clock that was ahead.',
  ],
  async run(settings, parameters) {
    const [verb = 'list', id] = readOptions(parameters, {}, 2).positionals;
    if (verb !== 'list' && !Object.hasOwn(moves, verb)) {
      throw new CommandError('Say list, open, close, reopen or seal.');
    }
    if (verb !== 'list' && id === undefined) {
      throw new CommandError('Which wave? "manyi wave list" names them.');
    }
    return withManyi(settings, async ({ deps }) => {
      if (verb === 'list') {
        const waves = await deps.storage.waves();
        if (waves.length === 0) console.log('There is no wave yet.');
        for (const wave of waves) {
          const title = JSON.parse(wave.title) as LocalText;
          console.log(`${wave.id}\t${wave.state}\t${wave.programme}\t${title['zh-Hans']}`);
        }
        return 0;
      }
      const looks = await looksSinceClosing(deps.storage, id!);
      const wave = await moves[verb as keyof typeof moves](deps, id!, commandLine);
      console.log(`${wave.id} is ${wave.state}`);
      if (verb === 'reopen') {
        console.log(
          `On record with it: since it was closed its figures were looked at ${looks.estimates} times and its responses downloaded ${looks.exports} times.`,
        );
      }
      return 0;
    });
  },
};
