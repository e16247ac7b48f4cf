import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allTables } from '../tables/tables.ts';
import { appliedMigrations, migrate } from './migrate.ts';
import { migrations } from './migrations/migrations.ts';
import { lastingDatabase } from './lasting-database.ts';

describe('migrate', () => {
  let database: Database;
  beforeEach(() => {
    database = lastingDatabase(':memory:');
  });
  afterEach(() => {
    database.close();
  });

  const first = { name: '0001-first', sql: 'CREATE TABLE first (a) ' };
  const second = { name: '0002-second', sql: 'CREATE TABLE second (a); CREATE TABLE also (a)' };
  const broken = { name: '0002-second', sql: 'CREATE TABLE second (a); CREATE TABLE second (b)' };
  const tables = () =>
    database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).pluck().all();

  it('applies what was added since, and nothing twice', () => {
    migrate(database, [first]);
    expect(tables()).toEqual(['first', 'schema_migrations']);
    migrate(database, [first, second]);
    migrate(database, [first, second]);
    expect(tables()).toEqual(['also', 'first', 'schema_migrations', 'second']);
    expect(appliedMigrations(database)).toEqual(['0001-first', '0002-second']);
  });

  it('takes a step that fails back as a whole, and goes on from there the next time', () => {
    expect(() => migrate(database, [first, broken])).toThrow('already exists');
    expect(tables()).toEqual(['first', 'schema_migrations']);
    expect(appliedMigrations(database)).toEqual(['0001-first']);
    migrate(database, [first, second]);
    expect(appliedMigrations(database)).toEqual(['0001-first', '0002-second']);
  });

  it('refuses a database ahead of it without changing it', () => {
    migrate(database, [first, second]);
    expect(() => migrate(database, [first])).toThrow(/newer version.*0002-second/);
    expect(appliedMigrations(database)).toEqual(['0001-first', '0002-second']);
  });

  it('refuses a database that lacks a step before one it has', () => {
    migrate(database, [second]);
    expect(() => migrate(database, [first, second])).toThrow(/0001-first should stand before 0002-second/);
  });

  it('has names of its own in order of their numbers', () => {
    const names = migrations.map((migration) => migration.name);
    expect(names).toEqual([...new Set(names)].sort());
    // Numbers are given out before steps are written, so one may be missing; none may stand twice.
    expect(new Set(names.map((name) => name.slice(0, 4))).size).toBe(names.length);
  });

  it('makes strict tables only', () => {
    migrate(database, migrations);
    const loose = database
      .prepare(
        `SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
      )
      .pluck()
      .all();
    expect(loose).toEqual([]);
  });

  it('has the wave in every unique key of what belongs to a wave', () => {
    migrate(database, migrations);
    const keys = database
      .prepare<[], { name: string; columns: string }>(
        `SELECT tables.name, group_concat(key_columns.name) AS columns
         FROM pragma_table_list AS tables, pragma_index_list(tables.name) AS keys, pragma_index_info(keys.name) AS key_columns
         WHERE keys."unique" = 1 AND 'wave' IN (SELECT name FROM pragma_table_info(tables.name))
         GROUP BY tables.name, keys.name`,
      )
      .all();
    const spread = allTables.filter((table) => table.spread === 'byWave').map(({ name }) => name);
    expect(keys.map((key) => key.name)).toEqual(expect.arrayContaining(spread));
    expect(keys.filter((key) => !key.columns.split(',').includes('wave'))).toEqual([]);
  });
});
