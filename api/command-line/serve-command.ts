import { addUser } from '../actions/add-user.ts';
import { newSignInLink } from '../actions/use-sign-in-link.ts';
import { commandLine } from '../access/audit.ts';
import { everyProgramme } from '../access/authorize.ts';
import { linkPath } from '../routes/people.ts';
import { listen, openManyi, type Listening, type Manyi } from '../server.ts';
import type { Command } from './command.ts';

export const serveCommand: Command = {
  name: 'serve',
  usage: 'serve',
  summary: 'Serve the platform. The first start prints a one-time link for the administrator.',
  async run(settings) {
    const manyi = await openManyi(settings);
    const listening = await listen(manyi, settings);
    const address = settings.publicUrl ?? `http://${settings.host}:${listening.port}`;
    console.log(`Manyi listens on ${address}`);
    const link = await setUpLink(manyi);
    if (link !== undefined) {
      console.log(`Choose the administrator's password here, once, within a week:\n  ${address}${link}`);
    }
    await untilStopped(manyi, listening);
    return 0;
  },
};

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

/** Serves until SIGINT or SIGTERM; a second signal does not wait. */
export function untilStopped(manyi: Manyi, listening: Listening): Promise<void> {
  return new Promise((resolve, reject) => {
    // Nothing is said or finished in order: what the disk holds is not known.
    void manyi.broken.then((error) => {
      console.error(`${error.message} Manyi stops; run "manyi verify" before it is started again.`);
      process.exit(1);
    });
    const stop = (signal: string) => {
      manyi.deps.log.info({ signal }, 'stopping');
      listening
        .stop()
        .then(() => manyi.close())
        .then(resolve, reject);
      process.once(signal, () => process.exit(1));
    };
    process.once('SIGINT', () => stop('SIGINT'));
    process.once('SIGTERM', () => stop('SIGTERM'));
  });
}
