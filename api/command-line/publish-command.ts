import { commandLine } from '../access/audit-event.ts';
import { existingWave } from '../programmes/pinned-wave.ts';
import { publishRelease } from '../releases/publish-release.ts';
import { CommandError, readOptions, type Command } from './command.ts';
import { withManyi } from './with-manyi.ts';

export const publishCommand: Command = {
  name: 'publish',
  usage: 'publish [--end-grace] <wave> [<wave> ...]',
  summary: 'Freeze a release of each closed wave, in the order given.',
  details: [
    'A wave closed less than half an hour ago still takes answers on their way and cannot be published;',
    '--end-grace refuses them from now on.',
  ],
  async run(settings, parameters) {
    const { values, positionals: waves } = readOptions(
      parameters,
      { 'end-grace': { type: 'boolean' } },
      Infinity,
    );
    const endGrace = values['end-grace'] ?? false;
    if (waves.length === 0) throw new CommandError('Which wave? "manyi wave list" names them.');
    return withManyi(settings, async ({ deps }) => {
      for (const id of waves) {
        const { hash, number } = await publishRelease(
          deps,
          await existingWave(deps.storage, id),
          commandLine,
          { endGrace },
        );
        console.log(`${id}\trelease ${number}\t${hash}`);
      }
      return 0;
    });
  },
};
