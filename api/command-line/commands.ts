import type { Command } from './command.ts';
import { demonstrateCommand } from './demonstrate-command.ts';
import { importCommand } from './import-command.ts';
import { publishCommand } from './publish-command.ts';
import { releaseCommand } from './release-command.ts';
import { serveCommand } from './serve-command.ts';
import { userCommand } from './user-command.ts';
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
];
