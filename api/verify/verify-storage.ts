import type { Programme } from '../../core/programme/programme.ts';
import { contentHash } from '../../core/content-hash.ts';
import type { Keys } from '../keys/keys.ts';
import {
  contentHashOf,
  formerContentHashOf,
  isErasedAnswer,
  isOfBefore,
  keyId,
  keyIdIn,
  recordHashOf,
  type StoredAnswers,
  textItemsOf,
} from '../keys/response-hashes.ts';
import { sha256 } from '../sha256.ts';
import { batchesByTheChain } from './batches-by-the-chain.ts';
import { peopleByTheChain } from './people-by-the-chain.ts';
import { publishedFigures } from './published-figures.ts';
import { wavesByTheChain } from './waves-by-the-chain.ts';
import type { ArchiveKind, ArchiveKinds, StoredInvitation } from '../storage/archive.ts';
import { type AuditEntry, faultOfEntry } from '../storage/audit-chain.ts';
import type { Storage, StoredDocument, StoredRelease, StoredResponse, Wave } from '../storage/storage.ts';
import { sealedWaves } from './sealed-waves.ts';

/** What one kind of check came to. */
export interface Finding {
  readonly check: string;
  readonly examined: number;
  /** One sentence each; none when all is well. */
  readonly faults: readonly string[];
}

const allChecks = (): readonly Begin[] => [
  documents,
  responses,
  invitations,
  batchesByTheChain,
  releases,
  publishedFigures,
  sealedWaves,
  wavesByTheChain,
  peopleByTheChain,
  audit,
];

/** After so many faults of one kind more of them tell nothing new. */
const MOST_FAULTS = 20;

export interface Check {
  readonly name: string;
  /** What is counted as examined. */
  readonly of: ArchiveKind;
  readonly see: { readonly [Kind in ArchiveKind]?: (row: ArchiveKinds[Kind]) => void };
  /** What only the whole shows. */
  readonly conclude?: () => void;
}

/**
 * Reads everything once, as of one moment, and holds it against what the platform promises: documents are what
 * their hash says, each response is there once and unchanged, no more invitations were used than issued, releases
 * are whole and were made from what stands, the audit chain is unbroken, and replayed from its beginning it gives the
 * waves, batches and people that stand.
 *
 * @param auditHead hash of an audit entry noted elsewhere: a chain that lacks it was cut off
 */
export async function verifyStorage(
  storage: Storage,
  keys: Keys,
  auditHead?: string,
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
  return [
    { check: 'database', examined: 1, faults: damage },
    ...[...findings].map(([check, found]) => ({ check, ...found })),
  ];
}

export interface Given {
  readonly auditHead: string | undefined;
  readonly keys: Keys;
  /** Whether no response without a record hash is taken for one of before any more. */
  readonly hasAllHashes: boolean;
}
export type Begin = (complain: (fault: string) => unknown, given: Given) => Check;

const documents: Begin = (complain) => ({
  name: 'documents',
  of: 'document',
  see: {
    document({ hash, body }: StoredDocument) {
      if (sha256(body) !== hash) complain(`document ${hash} holds other content than its hash says`);
    },
  },
});

const responses: Begin = (complain, { keys, hasAllHashes }) => {
  const formOf = new Map<string, HashedForm>();
  const formIn = new Map<string, HashedForm>();
  /** Hashes made with other keys than these cannot be checked; only keys that were exchanged may have made them. */
  const byOtherKeys = new Map<string, number>();
  const exchanged = new Set<string>();
  let before = '';
  const withoutHash: string[] = [];
  let wereHashed = hasAllHashes;
  return {
    name: 'responses',
    of: 'response',
    see: {
      document({ hash, body }) {
        const form = formInDocument(body);
        if (form) formIn.set(hash, form);
      },
      wave({ id, document }: Wave) {
        const form = formIn.get(document ?? '');
        if (form) formOf.set(id, form);
      },
      response(response: StoredResponse) {
        const { wave, id, questionnaire, recordHash } = response;
        const form = formOf.get(wave);
        const key = `${wave} ${id}`;
        if (key === before) complain(`response ${key} is stored twice`);
        before = key;
        if (form?.questionnaire !== questionnaire) {
          complain(`response ${key} answers a questionnaire its wave does not have`);
        }
        if (recordHash === undefined) {
          if (withoutHash.length < MOST_FAULTS) withoutHash.push(key);
        } else if (keyIdIn(recordHash) !== keyId(keys)) {
          byOtherKeys.set(keyIdIn(recordHash), (byOtherKeys.get(keyIdIn(recordHash)) ?? 0) + 1);
          return;
        }
        const texts = form?.textItems ?? new Set();
        if (!isContentAsHashed(keys, response, texts)) {
          complain(`response ${key} holds other answers than its hash says`);
        }
        if (recordHash !== undefined && recordHashOf(keys, response, texts) !== recordHash) {
          complain(`response ${key} holds other columns than its hash says`);
        }
      },
      auditEntry({ action, details }: AuditEntry) {
        if (action === 'responsesHashed') wereHashed = true;
        if (action === 'keysAdopted')
          exchanged.add(keyId({ fingerprint: fingerprintIn(details, 'instead') }));
        if (action === 'archiveRestored')
          exchanged.add(keyId({ fingerprint: fingerprintIn(details, 'keys') }));
      },
    },
    conclude() {
      for (const key of wereHashed ? withoutHash : []) {
        complain(`response ${key} has no hash of its record: it was not stored by Manyi`);
      }
      for (const [id, count] of byOtherKeys) {
        if (!exchanged.has(id))
          complain(`${count} responses have hashes by keys ${id}, which were never those of this database`);
      }
    },
  };
};

interface HashedForm {
  readonly questionnaire: string;
  readonly textItems: ReadonlySet<string>;
}

/** Of before there were keys the answers can be checked until a text of them is erased; then the record hash does. */
function isContentAsHashed(keys: Keys, response: StoredResponse, texts: ReadonlySet<string>): boolean {
  const answers = JSON.parse(response.answers) as StoredAnswers;
  if (!isOfBefore(response.contentHash))
    return contentHashOf(keys, response, answers, texts) === response.contentHash;
  return (
    Object.values(answers).some(isErasedAnswer) || formerContentHashOf(response) === response.contentHash
  );
}

function fingerprintIn(details: string, field: string): string {
  return String((JSON.parse(details) as Readonly<Record<string, unknown>>)[field] ?? '');
}

/** A wave document holds a programme with one form; a release holds none. */
function formInDocument(body: string): HashedForm | undefined {
  const { programme } = JSON.parse(body) as { readonly programme?: Programme };
  const form = programme?.forms?.[0];
  return (
    form && {
      questionnaire: contentHash(form.questionnaire),
      textItems: textItemsOf(form.questionnaire),
    }
  );
}

const invitations: Begin = (complain) => {
  const used = new Map<string, number>();
  const brought = new Map<string, number>();
  const add = (counts: Map<string, number>, wave: string) => counts.set(wave, (counts.get(wave) ?? 0) + 1);
  return {
    name: 'invitations',
    of: 'invitation',
    see: {
      invitation({ wave, isUsed }: StoredInvitation) {
        if (isUsed) add(used, wave);
      },
      response({ wave, channel }: StoredResponse) {
        if (channel === 'invitation') add(brought, wave);
      },
    },
    conclude() {
      for (const wave of new Set([...used.keys(), ...brought.keys()])) {
        const [usedUp = 0, came = 0] = [used.get(wave), brought.get(wave)];
        if (usedUp !== came) {
          complain(`wave ${wave} has ${usedUp} used invitations and ${came} responses that came by one`);
        }
      }
    },
  };
};

const releases: Begin = (complain) => {
  const documentsThere = new Set<string>();
  const numbers = new Map<string, number>();
  const published = new Set<string>();
  /** Programmes that came from another database, where the audit chain says who published. */
  const restored = new Set<string | undefined>();
  const waveStates = new Map<string, string>();
  const all: StoredRelease[] = [];
  return {
    name: 'releases',
    of: 'release',
    see: {
      document: ({ hash }: StoredDocument) => void documentsThere.add(hash),
      wave: ({ id, state }: Wave) => void waveStates.set(id, state),
      release(release: StoredRelease) {
        const { hash, wave, number } = release;
        all.push(release);
        if (!documentsThere.has(hash)) complain(`release ${hash} has no document`);
        if (waveStates.get(wave) !== 'published')
          complain(`release ${hash} is of a wave that is not published`);
        const expected = (numbers.get(wave) ?? 0) + 1;
        if (number !== expected) complain(`wave ${wave} has release ${number} where ${expected} should be`);
        numbers.set(wave, number);
      },
      auditEntry({ action, subject, details }: AuditEntry) {
        if (action === 'releasePublished') published.add(subject);
        if (action === 'archiveRestored') restored.add(programmeIn(details));
      },
    },
    conclude() {
      for (const { hash, programme } of all) {
        if (!published.has(hash) && !restored.has(programme))
          complain(`no audit entry says who published release ${hash}`);
      }
    },
  };
};

function programmeIn(details: string): string | undefined {
  return (JSON.parse(details) as { readonly programme?: string }).programme;
}

const audit: Begin = (complain, { auditHead }) => {
  let last: AuditEntry | undefined;
  let isBroken = false;
  let isHeadThere = auditHead === undefined;
  return {
    name: 'audit chain',
    of: 'auditEntry',
    see: {
      auditEntry(entry: AuditEntry) {
        const fault = isBroken ? undefined : faultOfEntry(last, entry);
        if (fault !== undefined) {
          isBroken = true;
          complain(`${fault}; it is the first broken entry`);
        }
        if (entry.hash === auditHead) isHeadThere = true;
        last = entry;
      },
    },
    conclude() {
      if (!isHeadThere)
        complain(`the chain does not hold the entry ${auditHead} that was noted: its end was cut off`);
    },
  };
};
