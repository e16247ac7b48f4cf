import { steps } from '../../migrations/steps.ts';
import type { Migration } from './migration.ts';
import { waves } from './0001-waves.ts';
import { responses } from './0002-responses.ts';
import { invitations } from './0003-invitations.ts';
import { imports } from './0004-imports.ts';
import { releases } from './0005-releases.ts';
import { users } from './0006-users.ts';
import { audit } from './0007-audit.ts';
import { openLink } from './0008-open-link.ts';
import { access } from './0009-access.ts';
import { custodyOfAnswers } from './0010-custody-of-answers.ts';
import { rights } from './0011-rights.ts';
import { retention } from './0012-retention.ts';
import { holding } from './0013-holding.ts';
import { auditChainKeys } from './0014-audit-chain-keys.ts';
import { defendedReleases } from './0015-defended-releases.ts';

/** In the order they are applied. New ones are steps of both engines, in `api/storage/migrations/`. */
export const migrations: readonly Migration[] = [
  waves,
  responses,
  invitations,
  imports,
  releases,
  users,
  audit,
  openLink,
  access,
  custodyOfAnswers,
  rights,
  retention,
  holding,
  auditChainKeys,
  defendedReleases,
  ...steps.map(({ name, sqlite }) => ({ name, ...sqlite })),
];
