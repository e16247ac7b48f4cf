import { auditCommand } from './audit-command.ts';
import { backupCommand } from './backup-command.ts';
import type { Command } from './command.ts';
import { demonstrateCommand } from './demonstrate-command.ts';
import { exportCommand } from './export-command.ts';
import { grantCommand } from './grant-command.ts';
import { importCommand } from './import-command.ts';
import { keysCommand } from './keys-command.ts';
import { publishCommand } from './publish-command.ts';
import { receiptCommand } from './receipt-command.ts';
import { releaseCommand } from './release-command.ts';
import { retainCommand } from './retain-command.ts';
import { restoreCommand } from './restore-command.ts';
import { serveCommand } from './serve-command.ts';
import { userCommand } from './user-command.ts';
import { verifyCommand } from './verify-command.ts';
import { waveCommand } from './wave-command.ts';

/** Every command, in the order help lists them. */
export const commands: readonly Command[] = [
  serveCommand,
  demonstrateCommand,
  userCommand,
  waveCommand,
  importCommand,
  publishCommand,
  releaseCommand,
  exportCommand,
  receiptCommand,
  backupCommand,
  restoreCommand,
  verifyCommand,
  auditCommand,
  keysCommand,
  retainCommand,
  grantCommand,
];
