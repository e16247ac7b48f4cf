/**
 * One URL for each server a URL names: `postgres://user@one:5432,two:5433/manyi` stands for a cluster of two.
 *
 * @example serversOf('postgres://u@a,b:5433/db') // ['postgres://u@a/db', 'postgres://u@b:5433/db']
 */
export function serversOf(url: string): readonly string[] {
  const [, before = '', hosts = '', after = ''] = /^([a-z]+:\/\/(?:[^@/]*@)?)([^/?]*)(.*)$/is.exec(url) ?? [];
  const servers = hosts.split(',').filter((host) => host !== '');
  if (servers.length === 0) {
    // The rest of the URL may hold a password, so it is not repeated.
    throw new Error(
      'A PostgreSQL URL is postgres://user:password@host:5432/database, with commas between hosts.',
    );
  }
  return servers.map((host) => `${before}${host}${after}`);
}
