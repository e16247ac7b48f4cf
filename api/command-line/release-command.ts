import { commandLine } from '../access/audit-event.ts';
import { readRelease } from '../estimates/read-release.ts';
import { readSealedRelease } from '../releases/read-sealed-release.ts';
import { CommandError, readOptions, type Command } from './command.ts';
import { withManyi } from './with-manyi.ts';

export const releaseCommand: Command = {
  name: 'release',
  usage: 'release list <programme> | show <hash> | sealed <hash>',
  summary: 'List the frozen releases of a programme, or print one as JSON.',
  details: [
    '"sealed" prints it at full precision, with what is hidden in it: each reading is on the audit chain.',
  ],
  async run(settings, parameters) {
    const [verb, which] = readOptions(parameters, {}, 2).positionals;
    return withManyi(settings, async ({ deps }) => {
      if (which === undefined)
        throw new CommandError('Say: release list <programme>, or release show or sealed <hash>.');
      if (verb === 'list') {
        const releases = await deps.storage.releases(which);
        if (releases.length === 0) console.log(`Nothing of "${which}" is published yet.`);
        for (const { wave, number, hash } of releases) {
          console.log(`${wave}\trelease ${number}\t${hash}`);
        }
        return 0;
      }
      if (verb !== 'show' && verb !== 'sealed') throw new CommandError('Say list, show or sealed.');
      const release = await deps.storage.release(which);
      if (!release) throw new CommandError(`There is no release ${which}.`);
      if (verb === 'sealed') console.log(await readSealedRelease(deps, release, commandLine));
      else console.log((await readRelease(deps.storage, release)).body);
      return 0;
    });
  },
};
