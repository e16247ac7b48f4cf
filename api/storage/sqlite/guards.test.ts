import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenedStorage } from '../contract/subject.ts';
import { anEvent } from '../contract/audit.contract.ts';
import { aBatch, anImport, aResponse, importedWave, invited, openWave } from '../contract/samples.ts';
import { temporarySqliteStorage } from './temporary-sqlite-storage.ts';
import { lastingDatabase } from './lasting-database.ts';

describe('raw SQL from any connection', () => {
  let opened: OpenedStorage & { readonly file: string };
  let database: Database;

  beforeEach(async () => {
    opened = await temporarySqliteStorage();
    const { storage } = opened;
    await openWave(storage, { id: 'old', period: '2023', state: 'closed' });
    const release = { programme: 'demo', wave: 'old', number: 1, publishedAt: 1, publishedBy: 'user-1' };
    await storage.addRelease({ ...release, hash: 'release' }, { release: '{"index":80}' });
    await openWave(storage);
    await storage.addInvitations(aBatch(), ['used', 'unused']);
    await storage.recordResponses([{ response: aResponse() }, invited('used', { id: 'invited' })]);
    await storage.beginImport(anImport(), [importedWave()]);
    const imported = aResponse({ wave: 'demo-2019', channel: 'imported' });
    await storage.addImportedResponses('import-1', [imported]);
    await storage.appendAudit(anEvent());
    database = lastingDatabase(opened.file);
  });
  afterEach(async () => {
    database.close();
    await opened.close();
  });

  const replaceRelease = `INSERT OR REPLACE INTO releases
    SELECT wave, number, hash, programme, 2, published_by, NULL, NULL, NULL, NULL FROM releases`;

  it.each([
    ['UPDATE releases SET published_at = 2', 'a release is never changed'],
    ['DELETE FROM releases', 'a release is never removed'],
    [replaceRelease, 'a release is never replaced'],
    [`UPDATE documents SET body = '{}'`, 'a document is never changed'],
    ['DELETE FROM documents', 'a document is never removed'],
    [`INSERT OR REPLACE INTO documents VALUES ('release', '{}')`, 'a document is never replaced'],
    [`UPDATE responses SET answers = '{}'`, 'a response is never changed'],
    [`UPDATE responses SET record_hash = 'a', weight = 2`, 'a response is never changed'],
    [`UPDATE responses SET form_probability = 0.5`, 'a response is never changed'],
    [`UPDATE responses SET record_hash = 'a', form_probability = 0.5`, 'a response is never changed'],
    [`UPDATE responses SET record_hash = NULL`, 'a response is never changed'],
    [`DELETE FROM responses WHERE wave = 'demo-2024'`, 'a response is removed only by undoing an import'],
    [`UPDATE held_responses SET sealed = 'x'`, 'a held response is never changed'],
    ['DELETE FROM held_responses', 'a held response stays until its wave is sealed'],
    [
      `INSERT OR REPLACE INTO held_responses SELECT wave, key, batch, 'x', told, sealed FROM held_responses`,
      'a held response is never replaced',
    ],
    ['UPDATE invitations SET is_used = 0', 'an invitation that was used stays used'],
    [`UPDATE waves SET kind = 'imported' WHERE id = 'demo-2024'`, 'never changes its id, programme or kind'],
    [`UPDATE waves SET programme = 'other'`, 'never changes its id, programme or kind'],
    [`UPDATE waves SET document = NULL WHERE id = 'demo-2024'`, 'keeps the document it was opened with'],
    ['UPDATE audit_entries SET actor = 1', 'an audit entry is never changed'],
    ['DELETE FROM audit_entries', 'an audit entry is never removed'],
    [`INSERT OR REPLACE INTO audit_entries SELECT * FROM audit_entries`, 'continues the last one'],
    [
      `INSERT INTO audit_entries VALUES (9, 'x', 'y', 1, 'a', 'b', 'c', '{}', NULL)`,
      'continues the last one',
    ],
    [`DELETE FROM waves WHERE id = 'old'`, 'FOREIGN KEY'],
  ])('cannot do %s', (sql, message) => {
    expect(() => database.exec(sql)).toThrow(message);
  });

  it.each([
    ['UPDATE known_keys SET has_all_hashes = 0', 'what has all hashes keeps them'],
    ['DELETE FROM known_keys', 'never removed'],
    [`INSERT OR REPLACE INTO known_keys VALUES (1, 'x', 0)`, 'never replaced'],
    [
      `INSERT INTO responses (wave, id, questionnaire, content_hash, channel, mode, language, disposition, is_late, answers)
       VALUES ('demo-2024', 'stuffed', 'q', 'unkeyed', 'open', 'web', 'en', 'complete', 0, '{}')`,
      'a response is stored with the hash of its record',
    ],
  ])('once all have hashes cannot do %s', (sql, message) => {
    database.exec(
      `UPDATE responses SET record_hash = 'keys.own'; INSERT INTO known_keys VALUES (1, 'keys', 1)`,
    );
    expect(() => database.exec(sql)).toThrow(message);
  });

  it('cannot remove imported responses once their wave is published', () => {
    database.exec(`UPDATE waves SET state = 'published' WHERE id = 'demo-2019'`);
    expect(() => database.exec(`DELETE FROM responses WHERE wave = 'demo-2019'`)).toThrow(
      'a response is removed only by undoing an import that is not published',
    );
    expect(() => database.exec(`UPDATE waves SET state = 'closed'`)).toThrow(
      'a wave that was published stays published',
    );
  });

  it('finds no time, number or response with an invitation', () => {
    const columns = database.prepare('SELECT name FROM pragma_table_info(?)').pluck();
    expect(columns.all('invitations')).toEqual(['wave', 'token_hash', 'batch', 'is_used']);
    expect(() => database.prepare('SELECT rowid FROM invitations')).toThrow('no such column');
  });

  it('finds no time, address or invitation with a response', () => {
    const columns = database.prepare('SELECT name FROM pragma_table_info(?)').pluck().all('responses');
    expect(columns).not.toContainEqual(expect.stringMatching(/_at$|time|address|token|invitation/));
    expect(columns).toContain('answers');
  });
});
