import type { AuditEntry } from '../storage/audit-chain.ts';
import type { Storage } from '../storage/storage.ts';

const PAGE = 100;

/** What the audit chain counted of a wave, the newest first. */
export async function* countsBack(
  storage: Pick<Storage, 'auditBack'>,
  wave: string,
): AsyncGenerator<AuditEntry> {
  const filter = { action: 'responsesCounted', subjects: [wave] };
  for (let below: number | undefined; ;) {
    const found = await storage.auditBack(below === undefined ? filter : { ...filter, below }, PAGE);
    yield* found;
    if (found.length < PAGE) return;
    below = found.at(-1)!.number;
  }
}

/** The last of them that is one of those looked for. */
export async function lastCountOf(
  storage: Pick<Storage, 'auditBack'>,
  wave: string,
  isSought: (entry: AuditEntry) => boolean,
): Promise<AuditEntry | undefined> {
  for await (const entry of countsBack(storage, wave)) if (isSought(entry)) return entry;
  return undefined;
}
