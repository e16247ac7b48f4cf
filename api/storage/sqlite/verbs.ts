import type { Database } from 'better-sqlite3';
import type { Storage } from '../storage.ts';
import { sqliteAudit } from './audit.ts';
import { sqliteCounted } from './counted.ts';
import { sqliteDocuments } from './documents.ts';
import { sqliteExclusions } from './exclusions.ts';
import { sqliteHeldResponses } from './held-responses.ts';
import { sqliteImports } from './imports.ts';
import { sqliteInvitations } from './invitations.ts';
import { sqliteKeys } from './keys.ts';
import { appliedMigrations } from './migrate.ts';
import { sqliteProposals } from './proposals.ts';
import { sqliteReleases } from './releases.ts';
import { sqliteResponses } from './responses.ts';
import { sqliteRetention } from './retention.ts';
import { sqliteSignIn } from './sign-in.ts';
import { sqliteUpkeep } from './upkeep.ts';
import { sqliteUsers } from './users.ts';
import { sqliteWaves } from './waves.ts';

/** What one connection can do by itself. */
export type SqliteVerbs = Omit<
  Storage,
  'engine' | 'close' | 'readArchive' | 'restoreArchive' | 'responsesOf'
>;

export function sqliteVerbs(database: Database): SqliteVerbs {
  return {
    ...sqliteDocuments(database),
    ...sqliteWaves(database),
    ...sqliteResponses(database),
    ...sqliteHeldResponses(database),
    ...sqliteInvitations(database),
    ...sqliteImports(database),
    ...sqliteReleases(database),
    ...sqliteExclusions(database),
    ...sqliteUsers(database),
    ...sqliteSignIn(database),
    ...sqliteCounted(database),
    ...sqliteProposals(database),
    ...sqliteAudit(database),
    ...sqliteKeys(database),
    ...sqliteRetention(database),
    ...sqliteUpkeep(database),
    async appliedMigrations() {
      return appliedMigrations(database);
    },
  };
}

/** Which verbs need the write lock. A new verb is asked here where it belongs. */
const writes: { readonly [Verb in keyof SqliteVerbs]: boolean } = {
  putDocuments: true,
  document: false,
  createWave: true,
  wave: false,
  waves: false,
  moveWave: true,
  changeOpenLink: true,
  sealWave: true,
  noteSealed: true,
  recordResponses: true,
  responsesAfter: false,
  responsesByIds: false,
  hasResponse: false,
  responsesWithoutRecordHash: false,
  addRecordHashes: true,
  hasAllRecordHashes: false,
  countResponses: false,
  countResponsesInGroups: false,
  countHeld: false,
  heldOf: false,
  tellHeld: true,
  toldAfter: false,
  moveHeld: true,
  addInvitations: true,
  invitationBatches: false,
  invitationBatchOf: false,
  invitationState: false,
  beginImport: true,
  addImportedResponses: true,
  finishImport: true,
  undoImport: true,
  imports: false,
  import: false,
  addRelease: true,
  releases: false,
  release: false,
  askExclusion: true,
  decideExclusion: true,
  exclusions: false,
  putUser: true,
  user: false,
  userByName: false,
  users: false,
  setPassword: true,
  usePasswordLink: true,
  disableUser: true,
  enableUser: true,
  setGrants: true,
  addSession: true,
  session: false,
  sessionsOf: false,
  touchSession: true,
  removeSession: true,
  removeSessionsOf: true,
  knownPlaces: false,
  addSignInLink: true,
  takeSignInLink: true,
  signInLink: false,
  tryToCount: true,
  uncount: true,
  setSecondFactor: true,
  useCodeStep: true,
  useRecoveryCode: true,
  notices: false,
  removeNotices: true,
  addProposal: true,
  proposals: false,
  takeProposal: true,
  keysFingerprint: false,
  noteKeys: true,
  useAuditKey: true,
  appendAudit: true,
  auditAfter: false,
  lastAudit: false,
  auditBack: false,
  retentions: false,
  declareRetention: true,
  eraseTexts: true,
  finishRetention: true,
  compact: true,
  probe: true,
  forgetExpired: true,
  findDamage: false,
  appliedMigrations: false,
};

export const writingVerbs = (Object.keys(writes) as (keyof SqliteVerbs)[]).filter((verb) => writes[verb]);
