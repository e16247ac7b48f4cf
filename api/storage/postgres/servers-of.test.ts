import { describe, expect, it } from 'vitest';
import { serversOf } from './servers-of.ts';

describe('serversOf', () => {
  it('names one server, or each of several', () => {
    expect(serversOf('postgres://u:p%40@host:5433/db?sslmode=require')).toEqual([
      'postgres://u:p%40@host:5433/db?sslmode=require',
    ]);
    expect(serversOf('postgres://u@a,b:5433/db')).toEqual(['postgres://u@a/db', 'postgres://u@b:5433/db']);
    expect(serversOf('postgresql://a,b/db')).toEqual(['postgresql://a/db', 'postgresql://b/db']);
  });

  it('refuses a URL without a host, and does not repeat what it was given', () => {
    expect(() => serversOf('postgres://user:secret@/db')).toThrow(/postgres:\/\/user:password@host/);
    expect(() => serversOf('postgres:')).toThrow(/A PostgreSQL URL is/);
  });
});
