import type pg from 'pg';

/** A connection, whoever keeps or ends it. */
export type Client = pg.ClientBase;
