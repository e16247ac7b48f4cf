import SqliteDatabase, { type Database, type Options } from 'better-sqlite3';

/**
 * Opens a database whose statements are never collected as garbage.
 *
 * From 24.19 on, Node's headers make an addon's object take itself off a list when it is collected, and abort
 * the process if no script is running at that moment (https://github.com/nodejs/node/issues/65446). Compiled
 * against them, better-sqlite3 12 does so with every statement that was let go. The storage prepares each of
 * its statements once, so keeping them until the process ends costs nothing.
 */
export function lastingDatabase(file: string, options: Options = {}): Database {
  const database = new SqliteDatabase(file, options);
  kept.push(database);
  const prepare = database.prepare.bind(database);
  database.prepare = ((source: string) => {
    const statement = prepare(source);
    kept.push(statement);
    return statement;
  }) as typeof database.prepare;
  // Its own `pragma` lets go of its statement.
  database.pragma = (source, { simple = false } = {}) => {
    const statement = database.prepare(`PRAGMA ${source}`);
    if (simple) return statement.pluck().get();
    return statement.reader ? statement.all() : statement.run();
  };
  return database;
}

const kept: unknown[] = [];
