import { isIP } from 'node:net';
import type { SecondFactorRule } from './access/second-factor.ts';

/** What the environment may set; everything has a value that works on a laptop. */
export interface Settings {
  /** `sqlite:<file>` or `postgres://...`. */
  readonly database: string;
  /** The file of keys; unset: beside the database. */
  readonly keys?: string;
  readonly host: string;
  readonly port: number;
  /** The folder of the survey programmes. */
  readonly surveys: string;
  /** Where uploads wait while they are checked. */
  readonly temporaryDirectory: string;
  /** The address people reach the server at, for printed links; unset: that of this machine. */
  readonly publicUrl?: string;
  /** Who must have a second factor; unset: administrators and evaluators where the public address is https. */
  readonly secondFactor?: SecondFactorRule;
  readonly logLevel: string;
  /** Where the metrics are read, apart from the public port; unset: nowhere. */
  readonly metricsPort?: number;
  readonly metricsHost: string;
  /** Addresses of our own proxies, whose word on who is behind them is believed. */
  readonly proxies: readonly string[];
}

/** Each variable with its meaning, as `manyi help` and the documentation list them. */
export const environment = {
  MANYI_DATABASE: 'where answers are kept: sqlite:<file> or postgres://... (default sqlite:data/manyi.db)',
  MANYI_KEYS:
    'the file of keys, the same on all nodes and in no backup (default keys.json beside the SQLite file, or data/keys.json)',
  MANYI_HOST: 'the address to listen on (default 127.0.0.1; 0.0.0.0 for all)',
  MANYI_PORT: 'the port to listen on (default 8080; 0 takes a free one)',
  MANYI_SURVEYS: 'the folder of survey programmes (default surveys)',
  MANYI_TEMPORARY: 'where uploads wait while they are checked (default data/uploads)',
  MANYI_PUBLIC_URL: 'the address people use, e.g. https://survey.example (default: this machine)',
  MANYI_SECOND_FACTOR:
    'who must have a second factor: none, roles (administrators and evaluators) or all (default: roles with an https public address)',
  MANYI_PROXIES: 'addresses of your own proxies, with commas (default 127.0.0.1,::1)',
  MANYI_METRICS_PORT: 'the port for Prometheus metrics (default none)',
  MANYI_METRICS_HOST: 'the address for Prometheus metrics (default 127.0.0.1)',
  MANYI_LOG: 'fatal, error, warn, info, debug, trace or silent (default warn)',
} as const;

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Read by tests and tools only. */
const ofTools = ['MANYI_BROWSER', 'MANYI_GOLDEN', 'MANYI_REAL_DATA'];

/** A sentence for each variable that means to be a setting and is none: what is misspelt would be ignored in silence. */
export function strayVariables(variables: Readonly<Record<string, string | undefined>>): readonly string[] {
  const known = Object.keys(environment);
  return Object.keys(variables)
    .filter((name) => name.startsWith('MANYI_') && !name.startsWith('MANYI_TEST_'))
    .filter((name) => !known.includes(name) && !ofTools.includes(name))
    .map((name) => {
      const nearest = known.find((each) => isNearly(each, name));
      return `${name} is no setting and means nothing${nearest ? `; is it ${nearest}?` : '. "manyi help" lists them.'}`;
    });
}

/** One letter more, less or other, or two changed places. */
function isNearly(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  const isSwapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  return [
    restA.slice(1) === restB,
    restA === restB.slice(1),
    restA.slice(1) === restB.slice(1),
    isSwapped,
  ].some(Boolean);
}

export function readSettings(variables: Readonly<Record<string, string | undefined>>): Settings {
  const port = readPort('MANYI_PORT', variables['MANYI_PORT'] ?? '8080');
  const metricsPort = variables['MANYI_METRICS_PORT'];
  const publicUrl = variables['MANYI_PUBLIC_URL'];
  const secondFactor = readSecondFactor(variables['MANYI_SECOND_FACTOR']);
  const keys = variables['MANYI_KEYS'];
  if (publicUrl !== undefined && !/^https?:\/\/[^/]+\/?$/.test(publicUrl)) {
    throw new Error(`MANYI_PUBLIC_URL is "${publicUrl}"; set it to an address like https://survey.example`);
  }
  return {
    database: variables['MANYI_DATABASE'] ?? 'sqlite:data/manyi.db',
    host: variables['MANYI_HOST'] ?? '127.0.0.1',
    port,
    surveys: variables['MANYI_SURVEYS'] ?? 'surveys',
    temporaryDirectory: variables['MANYI_TEMPORARY'] ?? 'data/uploads',
    logLevel: readLogLevel(variables['MANYI_LOG'] ?? 'warn'),
    metricsHost: variables['MANYI_METRICS_HOST'] ?? '127.0.0.1',
    proxies: readAddresses(variables['MANYI_PROXIES'] ?? '127.0.0.1,::1'),
    ...(keys === undefined ? {} : { keys }),
    ...(metricsPort === undefined ? {} : { metricsPort: readPort('MANYI_METRICS_PORT', metricsPort) }),
    ...(secondFactor === undefined ? {} : { secondFactor }),
    ...(publicUrl === undefined ? {} : { publicUrl: publicUrl.replace(/\/$/, '') }),
  };
}

function readLogLevel(text: string): string {
  if (logLevels.includes(text)) return text;
  throw new Error(`MANYI_LOG is "${text}"; set it to one of ${logLevels.join(', ')}`);
}

/** Addresses are compared as text with those of connections: a name or a network would never be one. */
function readAddresses(text: string): readonly string[] {
  const addresses = text.split(',').map((address) => address.trim());
  const wrong = addresses.find((address) => address !== '' && isIP(address) === 0);
  if (wrong === undefined) return addresses.filter((address) => address !== '');
  throw new Error(
    `MANYI_PROXIES has "${wrong}"; name each proxy by its IP address, with commas between them`,
  );
}

function readSecondFactor(text: string | undefined): SecondFactorRule | undefined {
  const rule = (['none', 'roles', 'all'] as const).find((each) => each === text);
  if (rule || text === undefined || text === '') return rule;
  throw new Error(`MANYI_SECOND_FACTOR is "${text}"; set it to none, roles or all`);
}

function readPort(variable: string, text: string): number {
  const port = Number(text);
  if (text.trim() !== '' && Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new Error(`${variable} is "${text}"; set it to a number from 0 to 65535`);
}
