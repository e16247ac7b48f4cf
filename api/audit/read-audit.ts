import type { InferOutput } from 'valibot';
import { everyProgramme, type Actor, mayDo } from '../access/authorize.ts';
import type { Deps } from '../deps.ts';
import type { auditReply, chainReply } from './audit-replies.ts';
import { auditKey } from '../keys/audit-key.ts';
import { type ChainFollower, chainFollower } from '../storage/audit-seal.ts';
import type { AuditFilter, Storage } from '../storage/storage.ts';

type Reading = Pick<Deps, 'storage' | 'programmes'>;

/** An entry with the names of whom and what it is about, where there are any. */
export type NamedEntry = InferOutput<typeof auditReply>['entries'][number];

export async function readAudit(
  { storage }: Reading,
  filter: AuditFilter,
  limit: number,
): Promise<readonly NamedEntry[]> {
  const entries = await storage.auditBack(filter, limit);
  const names = new Map((await storage.users()).map(({ id, name }) => [id, name]));
  const named = (id: string) => names.get(id) ?? id;
  return entries.map(({ number, at, actor, action, subject, details }) => ({
    number,
    at,
    action,
    actor: named(actor),
    subject: named(subject),
    details: JSON.parse(details) as NamedEntry['details'],
  }));
}

/**
 * What somebody may read of the chain, where it is not all of it: what is about the programmes they may read the chain
 * of: the programmes themselves, their waves, imports and releases.
 */
export async function subjectsFor(
  { storage, programmes }: Reading,
  actor: Actor,
): Promise<readonly string[] | undefined> {
  if (mayDo(actor, 'audit.readAll', everyProgramme)) return undefined;
  const readable = [...programmes.keys()].filter((name) => mayDo(actor, 'audit.read', name));
  const subjects = await Promise.all(readable.map((programme) => subjectsOf(storage, programme)));
  return subjects.flat();
}

async function subjectsOf(storage: Storage, programme: string): Promise<readonly string[]> {
  const [waves, imports, releases] = await Promise.all([
    storage.waves(programme),
    storage.imports(programme),
    storage.releases(programme),
  ]);
  const ids = [...waves, ...imports].map(({ id }) => id);
  return [programme, ...ids, ...releases.map(({ hash }) => hash)];
}

export type ChainChecked = Readonly<InferOutput<typeof chainReply>>;

const ENTRIES_AT_ONCE = 500;
const PAGES_AT_ONCE = 4;
const followed = new WeakMap<Storage, { follower: ChainFollower; examined: number; fault?: string }>();

/** Follows the chain a stretch further than the last call did: however long it is, nobody waits for all of it. */
export async function followChain({ storage, keys }: Pick<Deps, 'storage' | 'keys'>): Promise<ChainChecked> {
  const state = followed.get(storage) ?? { follower: chainFollower(auditKey(keys)), examined: 0 };
  followed.set(storage, state);
  const of = (await storage.lastAudit())?.number ?? 0;
  for (let page = 0; page < PAGES_AT_ONCE && state.fault === undefined; page += 1) {
    const entries = await storage.auditAfter(state.examined, ENTRIES_AT_ONCE);
    if (entries.length === 0) break;
    for (const entry of entries) {
      const fault = state.follower.faultOf(entry);
      if (fault !== undefined) {
        state.fault = fault;
        break;
      }
      state.examined = entry.number;
    }
  }
  const { examined } = state;
  const fault = state.fault ?? (examined === of ? state.follower.faultOfEnd() : undefined);
  return { examined, of, ...(fault === undefined ? {} : { fault }) };
}
