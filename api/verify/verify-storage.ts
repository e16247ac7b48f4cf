import type { Keys } from '../keys/keys.ts';
import type { Storage } from '../storage/storage.ts';
import { batchesByTheChain } from './batches-by-the-chain.ts';
import { type Begin, MOST_FAULTS } from './check.ts';
import { declaredRetentions } from './declared-retentions.ts';
import { exclusionsByTheChain } from './exclusions-by-the-chain.ts';
import { heldAnswers } from './held-answers.ts';
import { heldCounts } from './held-counts.ts';
import { openCounts } from './open-counts.ts';
import { peopleByTheChain } from './people-by-the-chain.ts';
import { publishedFigures } from './published-figures.ts';
import { sealedWaves } from './sealed-waves.ts';
import { storedDocuments } from './stored-documents.ts';
import { storedReleases } from './stored-releases.ts';
import { storedResponses } from './stored-responses.ts';
import { usedInvitations } from './used-invitations.ts';
import { wavesByTheChain } from './waves-by-the-chain.ts';
import { wholeChain } from './whole-chain.ts';

/** What is known from elsewhere. */
export interface Verifying {
  /** Hash of an audit entry that was noted: a chain that lacks it was cut off. */
  readonly auditHead?: string;
  /** Whether the file of keys says that the audit chain bears seals. */
  readonly isAuditSealed?: boolean;
}

/** What one kind of check came to. */
export interface Finding {
  readonly check: string;
  readonly examined: number;
  /** One sentence each; none when all is well. */
  readonly faults: readonly string[];
}

const allChecks = (): readonly Begin[] => [
  storedDocuments,
  storedResponses,
  heldAnswers,
  usedInvitations,
  batchesByTheChain,
  storedReleases,
  publishedFigures,
  exclusionsByTheChain,
  openCounts,
  heldCounts,
  sealedWaves,
  wavesByTheChain,
  declaredRetentions,
  peopleByTheChain,
  wholeChain,
];

/**
 * Reads everything once, as of one moment, and holds it against what the platform promises: documents are what
 * their hash says, each response is there once and unchanged, no more invitations were used than issued, releases
 * are whole and were made from what stands but what two people excluded, the audit chain is unbroken and sealed, and replayed from its beginning
 * it gives the waves, batches and people that stand.
 */
export async function verifyStorage(
  storage: Storage,
  keys: Keys,
  { auditHead, isAuditSealed = false }: Verifying = {},
): Promise<readonly Finding[]> {
  const damage = await storage.findDamage();
  const hasAllHashes = await storage.hasAllRecordHashes();
  const findings = new Map<string, { examined: number; faults: string[] }>();
  const checks = allChecks().map((begin) => {
    const found = { examined: 0, faults: [] as string[] };
    const check = begin((fault) => found.faults.length < MOST_FAULTS && found.faults.push(fault), {
      auditHead,
      keys,
      hasAllHashes,
      isAuditSealed,
    });
    findings.set(check.name, found);
    return { check, found };
  });
  for await (const { kind, rows } of storage.readArchive()) {
    for (const { check, found } of checks) {
      const see = check.see[kind] as ((row: unknown) => void) | undefined;
      if (!see) continue;
      if (kind === check.of) found.examined += rows.length;
      for (const row of rows) see(row);
    }
  }
  for (const { check } of checks) check.conclude?.();
  for (const { check } of checks) await check.afterwards?.(storage);
  return [
    { check: 'database', examined: 1, faults: damage },
    ...[...findings].map(([check, found]) => ({ check, ...found })),
  ];
}
