import { addUser } from '../people/add-user.ts';
import { newSignInLink } from '../access/use-sign-in-link.ts';
import { commandLine } from '../access/audit-event.ts';
import { peopleToMend } from '../access/people-to-mend.ts';
import { everyProgramme } from '../access/authorize.ts';
import { linkPath } from '../people/people-routes.ts';
import { listen, type Listening, type Manyi } from '../server.ts';
import type { Settings } from '../settings.ts';
import { holdServing } from '../storage/open-storage.ts';
import { readOptions, type Command } from './command.ts';
import { holding } from './holding.ts';
import { withManyi } from './with-manyi.ts';

export const serveCommand: Command = {
  name: 'serve',
  usage: 'serve',
  summary: 'Serve the platform. The first start prints a one-time link for the administrator.',
  async run(settings, parameters) {
    readOptions(parameters, {});
    return holding(holdServing(settings.database, 'manyi serve'), () =>
      withManyi(settings, async (manyi) => {
        await serve(manyi, settings, async ({ port }) => {
          const here = `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`;
          const address = settings.publicUrl ?? here;
          console.log(`Manyi listens on ${here}`);
          if (settings.publicUrl !== undefined) console.log(`People use ${address}`);
          for (const sentence of await programmesWithoutFiles(manyi, settings)) console.warn(sentence);
          for (const sentence of peopleToMend(await manyi.deps.storage.users())) console.log(sentence);
          const link = await setUpLink(manyi);
          if (link === undefined) return;
          console.log(`Choose the administrator's password here, once, within a week:\n  ${address}${link}`);
        });
        return 0;
      }),
    );
  },
};

/** What a restored backup, or a renamed folder, leaves behind: waves of a programme nobody can reach. */
async function programmesWithoutFiles({ deps }: Manyi, { surveys }: Settings): Promise<readonly string[]> {
  const stored = new Set((await deps.storage.waves()).map(({ programme }) => programme));
  return [...stored]
    .filter((programme) => !deps.programmes.has(programme))
    .map(
      (programme) =>
        `The database has waves of "${programme}", which has no folder in ${surveys}: nobody can reach them. Put its folder back and restart.`,
    );
}

const ADMINISTRATOR = 'administrator';

/** While nobody has a password there is no other way in; each start then prints a new link. */
async function setUpLink({ deps }: Manyi): Promise<string | undefined> {
  const users = await deps.storage.users();
  if (users.some((user) => user.passwordHash !== undefined)) return undefined;
  const administrator = users.find((user) => user.name === ADMINISTRATOR);
  if (administrator) return linkPath(await newSignInLink(deps, administrator.id, 'setPassword', commandLine));
  const grants = [{ role: 'administrator', programme: everyProgramme }] as const;
  return linkPath((await addUser(deps, ADMINISTRATOR, grants, commandLine)).link);
}

/** Listens, tells where, and serves until SIGINT or SIGTERM. */
export async function serve(
  manyi: Manyi,
  settings: Settings,
  announce: (listening: Listening) => Promise<void>,
): Promise<void> {
  const listening = await listen(manyi, settings);
  try {
    await announce(listening);
    await untilStopped(manyi);
  } finally {
    await listening.stop();
  }
}

/** A second signal does not wait. */
function untilStopped(manyi: Manyi): Promise<void> {
  return new Promise((resolve) => {
    // Nothing is said or finished in order: what the disk holds is not known.
    void manyi.broken.then((error) => {
      console.error(`${error.message} Manyi stops; run "manyi verify" before it is started again.`);
      process.exit(1);
    });
    for (const signal of ['SIGINT', 'SIGTERM']) {
      process.once(signal, () => {
        manyi.deps.log.info({ signal }, 'stopping');
        process.once(signal, () => process.exit(1));
        resolve();
      });
    }
  });
}
