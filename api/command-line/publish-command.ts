import { commandLine } from '../access/audit.ts';
import { existingWave } from '../actions/pin-programme.ts';
import { publishRelease } from '../actions/publish-release.ts';
import { CommandError, type Command } from './command.ts';
import { withManyi } from './with-manyi.ts';

export const publishCommand: Command = {
  name: 'publish',
  usage: 'publish <wave> [<wave> ...]',
  summary: 'Freeze a release of each closed wave, in the order given.',
  run(settings, waves) {
    if (waves.length === 0) throw new CommandError('Which wave? "manyi wave list" names them.');
    return withManyi(settings, async ({ deps }) => {
      for (const id of waves) {
        const { hash, number } = await publishRelease(
          deps,
          await existingWave(deps.storage, id),
          commandLine,
        );
        console.log(`${id}\trelease ${number}\t${hash}`);
      }
      return 0;
    });
  },
};
