/** What the environment may set; everything has a value that works on a laptop. */
export interface Settings {
  /** `sqlite:<file>`. */
  readonly database: string;
  readonly host: string;
  readonly port: number;
  /** The folder of the survey programmes. */
  readonly surveys: string;
  /** Where uploads wait while they are checked. */
  readonly temporaryDirectory: string;
  /** The address people reach the server at, for printed links; unset: that of this machine. */
  readonly publicUrl?: string;
  readonly logLevel: string;
}

/** Each variable with its meaning, as `manyi help` and the documentation list them. */
export const environment = {
  MANYI_DATABASE: 'where answers are kept: sqlite:<file> (default sqlite:data/manyi.db)',
  MANYI_HOST: 'the address to listen on (default 127.0.0.1; 0.0.0.0 for all)',
  MANYI_PORT: 'the port to listen on (default 8080; 0 takes a free one)',
  MANYI_SURVEYS: 'the folder of survey programmes (default surveys)',
  MANYI_TEMPORARY: 'where uploads wait while they are checked (default data/uploads)',
  MANYI_PUBLIC_URL: 'the address people use, e.g. https://survey.example (default: this machine)',
  MANYI_LOG: 'fatal, error, warn, info, debug or silent (default warn)',
} as const;

export function readSettings(variables: Readonly<Record<string, string | undefined>>): Settings {
  const port = Number(variables['MANYI_PORT'] ?? '8080');
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`MANYI_PORT is "${variables['MANYI_PORT']}"; set it to a number from 0 to 65535`);
  }
  const publicUrl = variables['MANYI_PUBLIC_URL'];
  if (publicUrl !== undefined && !/^https?:\/\/[^/]+\/?$/.test(publicUrl)) {
    throw new Error(`MANYI_PUBLIC_URL is "${publicUrl}"; set it to an address like https://survey.example`);
  }
  return {
    database: variables['MANYI_DATABASE'] ?? 'sqlite:data/manyi.db',
    host: variables['MANYI_HOST'] ?? '127.0.0.1',
    port,
    surveys: variables['MANYI_SURVEYS'] ?? 'surveys',
    temporaryDirectory: variables['MANYI_TEMPORARY'] ?? 'data/uploads',
    logLevel: variables['MANYI_LOG'] ?? 'warn',
    ...(publicUrl === undefined ? {} : { publicUrl: publicUrl.replace(/\/$/, '') }),
  };
}
