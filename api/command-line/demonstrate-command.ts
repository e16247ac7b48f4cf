import { networkInterfaces } from 'node:os';
import { renderUnicodeCompact } from 'uqr';
import type { SimulationProfile } from '../../core/simulation/simulation-profile.ts';
import { issueInvitations } from '../fieldwork/issue-invitations.ts';
import { newSignInLink } from '../access/use-sign-in-link.ts';
import { demonstrationUser } from '../demonstration/demonstration-user.ts';
import { loadDemonstration } from '../demonstration/load-demonstration.ts';
import { DEMONSTRATED, readProfile } from '../demonstration/read-profile.ts';
import { linkPath } from '../people/people-routes.ts';
import type { Manyi } from '../server.ts';
import type { Settings } from '../settings.ts';
import { type Role, roleNames, roles } from '../access/roles.ts';
import { commandLine } from '../access/audit-event.ts';
import { holdServing } from '../storage/open-storage.ts';
import { readOptions, type Command } from './command.ts';
import { holding } from './holding.ts';
import { serve } from './serve-command.ts';
import { withManyi } from './with-manyi.ts';

export const demonstrateCommand: Command = {
  name: 'demonstrate',
  usage: 'demonstrate',
  summary:
    'Serve with a simulated district: loads it when the database is empty, prints links for each role.',
  async run(settings, parameters) {
    readOptions(parameters, {});
    // A demonstration is tried with a phone on the same network, so it listens there unless told otherwise.
    const open = { ...settings, host: process.env['MANYI_HOST'] ?? '0.0.0.0' };
    const profile = await readProfile(settings.surveys);
    const demonstrate = async (manyi: Manyi) => {
      await loadDemonstration(manyi.deps, DEMONSTRATED, profile, (sentence) => console.log(`  ${sentence}`));
      await serve(manyi, open, ({ port }) => printAddresses(manyi, open, port, profile));
      return 0;
    };
    return holding(holdServing(settings.database, 'manyi demonstrate'), () =>
      withManyi(open, demonstrate, true),
    );
  },
};

async function printAddresses({ deps }: Manyi, settings: Settings, port: number, profile: SimulationProfile) {
  const wave = profile.waves.at(-1)!.id;
  const [area, { population }] = Object.entries(profile.areas)[0]!;
  const here = settings.publicUrl ?? `http://localhost:${port}`;
  const onNetwork = settings.publicUrl ?? `http://${networkAddress() ?? 'localhost'}:${port}`;
  const { tokens } = await issueInvitations(
    deps,
    {
      wave,
      name: '演示 demonstration',
      stratum: area,
      primaryUnit: `${area}-01`,
      // As the simulation has it: one more of a unit that many are of.
      weight: population / (profile.waves.at(-1)!.invited / Object.keys(profile.areas).length),
      count: 1,
    },
    commandLine,
  );
  const invitation = `${onNetwork}/s/${wave}/i/${tokens[0]}`;
  console.log(`
满意 Manyi · 演示 demonstration · 全部为模拟数据 simulated data

  首页 home                     ${here}/
  公开问卷 open survey          ${here}/s/${wave}
  一次性邀请 one-time invitation ${invitation}

用同一网络里的手机扫描 Scan with a phone on the same network:

${renderUnicodeCompact(invitation, { border: 2 })}

一次性登录链接 One-time sign-in links (a new set at each start):
`);
  for (const role of roleNames) {
    console.log(`  ${roles[role].called.padEnd(28)} ${here}${linkPath(await demonstrationLink(deps, role))}`);
  }
  console.log('\nCtrl+C 结束 stops. 数据保存在 data/，再次启动仍在。 The data stay in data/.');
}

async function demonstrationLink(deps: Manyi['deps'], role: Role): Promise<string> {
  return newSignInLink(deps, (await demonstrationUser(deps, role)).id, 'signIn', commandLine);
}

/** This machine's first address in a private network, as a phone nearby would reach it. */
function networkAddress(): string | undefined {
  return Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === 'IPv4' && !address.internal)?.address;
}
