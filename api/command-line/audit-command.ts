import { auditKey } from '../keys/audit-key.ts';
import { keysPathOf, openKeys } from '../keys/open-keys.ts';
import type { AuditEntry } from '../storage/audit-chain.ts';
import { chainFollower } from '../storage/audit-seal.ts';
import type { Storage } from '../storage/storage.ts';
import { CommandError, readOptions, type Command } from './command.ts';
import { withDatabase } from './with-storage.ts';

const PAGE = 1000;

export const auditCommand: Command = {
  name: 'audit',
  usage: 'audit [--since <day>] [--action <name>] [--actor <name>]',
  summary: 'Print the audit chain, and whether it holds together.',
  details: [
    'One line an entry: number, time (UTC), who, what, on what, details. Days are like 2026-09-01 (UTC).',
    'The whole chain is followed whatever is printed of it; exit status 1 when it is broken.',
  ],
  async run(settings, parameters) {
    const { values } = readOptions(parameters, {
      since: { type: 'string' },
      action: { type: 'string' },
      actor: { type: 'string' },
    });
    const since = values.since === undefined ? -Infinity : Date.parse(values.since);
    if (Number.isNaN(since)) throw new CommandError('--since must be a day like 2026-09-01.');
    return withDatabase(settings, async (storage) => {
      const follower = chainFollower(auditKey(await openKeys(storage, keysPathOf(settings), false)));
      const names = new Map((await storage.users()).map(({ id, name }) => [id, name]));
      const named = (id: string) => names.get(id) ?? id;
      const isWanted = (entry: AuditEntry) =>
        entry.at >= since &&
        (values.action === undefined || entry.action === values.action) &&
        (values.actor === undefined || entry.actor === values.actor || named(entry.actor) === values.actor);
      let last: AuditEntry | undefined;
      let fault: string | undefined;
      for await (const entry of chainOf(storage)) {
        fault ??= follower.faultOf(entry);
        last = entry;
        if (!isWanted(entry)) continue;
        const { number, at, actor, action, subject, details } = entry;
        const when = new Date(at).toISOString();
        console.log([number, when, named(actor) || '-', action, named(subject) || '-', details].join('\t'));
      }
      fault ??= follower.faultOfEnd();
      if (fault !== undefined) {
        console.error(`The chain is broken: ${fault}.`);
        return 1;
      }
      console.error(`The chain is whole: ${last?.number ?? 0} entries, the last is ${last?.hash ?? 'none'}.`);
      return 0;
    });
  },
};

async function* chainOf(storage: Storage): AsyncGenerator<AuditEntry> {
  for (let number = 0; ;) {
    const entries = await storage.auditAfter(number, PAGE);
    if (entries.length === 0) return;
    yield* entries;
    number = entries.at(-1)!.number;
  }
}
