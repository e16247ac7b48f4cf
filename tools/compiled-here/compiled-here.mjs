#!/usr/bin/env node
// better-sqlite3 asks `prebuild-install || node-gyp rebuild`. The real one fetches a program and checks nothing;
// this one fetches nothing and says no, so that the source is compiled, which the lock file has a hash of.
import { missingTools, whatIsMissing } from './missing-tools.mjs';

const missing = missingTools();
if (missing.length > 0) console.error(whatIsMissing(missing));
process.exitCode = 1;
