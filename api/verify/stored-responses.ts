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
import { saysAllAreHashed } from '../keys/says-all-are-hashed.ts';
import type { AuditEntry } from '../storage/audit-chain.ts';
import type { ArchivedWave } from '../storage/archive.ts';
import type { StoredResponse } from '../storage/storage.ts';
import { type Begin, MOST_FAULTS } from './check.ts';

/** Each response is there once, and is what was stored, with every column that moves a figure. */
export const storedResponses: Begin = (complain, { keys, hasAllHashes }) => {
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
      wave({ id, document }: ArchivedWave) {
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
      auditEntry(entry: AuditEntry) {
        const { action, details } = entry;
        if (saysAllAreHashed(entry)) wereHashed = true;
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
