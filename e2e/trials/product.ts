import { join, resolve } from 'node:path';

/** The program that is tried: the built one, or the one of a mutant, whose folder the environment names. */
export const product = resolve(process.env['MANYI_TRIED'] ?? join('dist', 'server'), 'manyi.js');
