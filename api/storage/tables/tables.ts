import { auditEntries } from './audit-entries.ts';
import { counted } from './counted.ts';
import { documents } from './documents.ts';
import { exclusions } from './exclusions.ts';
import { grants } from './grants.ts';
import { heldResponses } from './held-responses.ts';
import { importWaves } from './import-waves.ts';
import { imports } from './imports.ts';
import { invitationBatches } from './invitation-batches.ts';
import { invitations } from './invitations.ts';
import { knownKeys } from './known-keys.ts';
import { knownPlaces } from './known-places.ts';
import { nodeMarks } from './node-marks.ts';
import { notices } from './notices.ts';
import { proposals } from './proposals.ts';
import { releases } from './releases.ts';
import { responseCounts } from './response-counts.ts';
import { responses } from './responses.ts';
import { retentions } from './retentions.ts';
import { schemaMigrations } from './schema-migrations.ts';
import { sessions } from './sessions.ts';
import { signInLinks } from './sign-in-links.ts';
import type { AnyTable } from './table.ts';
import { users } from './users.ts';
import { waves } from './waves.ts';

/**
 * Every table of the schema, on both engines. Its kinds stand in an archive in this order, in which they can be put back:
 * a table comes behind those its rows refer to. A table that is missing here is in no backup and granted to nobody, so
 * a test reads the schema and asks for it.
 */
export const tables = {
  documents,
  waves,
  imports,
  importWaves,
  invitationBatches,
  invitations,
  heldResponses,
  responses,
  responseCounts,
  releases,
  exclusions,
  retentions,
  users,
  grants,
  sessions,
  signInLinks,
  counted,
  knownPlaces,
  notices,
  proposals,
  auditEntries,
  knownKeys,
  nodeMarks,
  schemaMigrations,
} as const satisfies Readonly<Record<string, AnyTable>>;

export const allTables: readonly AnyTable[] = Object.values(tables);

export function tableNamed(name: string): AnyTable | undefined {
  return allTables.find((table) => table.name === name);
}
