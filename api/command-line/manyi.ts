import { runCommandLine } from './run-command-line.ts';

// Whatever is written (the database and its log, uploads, keys, backups) is for its owner alone.
process.umask(0o077);

process.exitCode = await runCommandLine(process.argv.slice(2), process.env);
