import type { Migration } from './migration.ts';

export const rights: Migration = {
  name: '0011-rights',
  sql: `
-- What a wave is decides whether its responses may be removed, and what it was opened with what they mean.
CREATE TRIGGER waves_stay_what_they_are BEFORE UPDATE ON waves
WHEN NEW.id <> OLD.id OR NEW.programme <> OLD.programme OR NEW.kind <> OLD.kind
BEGIN SELECT RAISE(ABORT, 'a wave never changes its id, programme or kind'); END;

CREATE TRIGGER waves_stay_published BEFORE UPDATE ON waves
WHEN OLD.state = 'published' AND NEW.state <> 'published'
BEGIN SELECT RAISE(ABORT, 'a wave that was published stays published'); END;

CREATE TRIGGER waves_keep_their_document BEFORE UPDATE ON waves
WHEN OLD.state <> 'draft' AND NEW.document IS NOT OLD.document
BEGIN SELECT RAISE(ABORT, 'a wave keeps the document it was opened with'); END;
`,
};
