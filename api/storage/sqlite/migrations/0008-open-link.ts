import type { Migration } from './migration.ts';

export const openLink: Migration = {
  name: '0008-open-link',
  sql: `
-- Unset: on, with as many answers a minute as the platform takes for a start, and any number in all.
ALTER TABLE waves ADD COLUMN open_link TEXT CHECK (open_link IN ('on', 'off'));
ALTER TABLE waves ADD COLUMN open_per_minute INTEGER CHECK (open_per_minute > 0);
ALTER TABLE waves ADD COLUMN open_in_all INTEGER CHECK (open_in_all > 0);
`,
};
