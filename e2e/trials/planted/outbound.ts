import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { temporaryFolder } from '../children.ts';
import { Promises } from '../promises.ts';
import { freePort, startServer } from '../server.ts';
import { openSurvey } from '../survey.ts';
import type { Trial } from '../trial.ts';
import { placesOf } from './places.ts';

const LOOK_EVERY_MILLISECONDS = 2;
/** What a name that has to be looked up, or an address that nobody has, keeps busy for longer. */
const LAST_LOOKS_MILLISECONDS = 300;

export const outbound: Trial = {
  name: 'outbound',
  promise: 'Nobody can make the server connect to anything: addresses are texts, wherever they are written.',
  async run({ choose }) {
    if (process.platform !== 'linux')
      return { skipped: 'open connections are read from /proc, so on Linux only' };
    const promises = new Promises();
    const trap = await setTrap();
    const folder = await temporaryFolder('outbound');
    const server = await startServer({ folder, port: await freePort() });
    const survey = await openSurvey(server);
    const places = placesOf(server, survey);
    const targets = targetsAt(trap.port).filter((_, number) => number % choose(1, 5) === 0);
    const seen = new Set<string>();
    let looks = 0;
    const look = () => {
      looks += 1;
      for (const each of connectionsOf(server.pid, server.port)) seen.add(each);
    };
    const looking = setInterval(look, LOOK_EVERY_MILLISECONDS);
    for (const place of places) {
      for (const target of targets) await place.plant(target);
    }
    await new Promise((resolve) => setTimeout(resolve, LAST_LOOKS_MILLISECONDS));
    clearInterval(looking);
    await server.stop();
    promises.expect(trap.visits() === 0, `somebody came to the trap ${trap.visits()} times`);
    for (const each of seen) promises.expect(false, `the server connected to ${each}`);
    promises.expect(looks > 100, 'hardly anybody looked, so nothing was proved');
    await proveTrap(trap, promises);
    await trap.close();
    promises.tell(`${targets.length} targets in ${places.length} places, ${looks} looks at the connections`);
    promises.tell(`${trap.visits() - 1} came to the trap, ${seen.size} connections outwards`);
    return promises;
  },
};

/** What others were made to fetch: this machine in its many spellings, the cloud's own address, files, other schemes. */
function targetsAt(port: number): readonly string[] {
  const hosts = [
    '127.0.0.1',
    'localhost',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::]',
    '0.0.0.0',
    '0',
    '127.1',
    '127.0.1',
    '0x7f.1',
    '0x7f000001',
    '017700000001',
    '2130706433',
    '127。0。0。1',
    '①②⑦.⓪.⓪.①',
    'localhost.',
    'user:secret@127.0.0.1',
    'example.com#@127.0.0.1',
    '127.0.0.1%2f',
  ];
  const schemes = ['https', 'ftp', 'gopher', 'dict', 'ldap', 'ws', 'redis', 'postgres'];
  return [
    ...hosts.map((host) => `http://${host}:${port}/`),
    ...schemes.map((scheme) => `${scheme}://127.0.0.1:${port}/x`),
    `//127.0.0.1:${port}/`,
    `\\\\127.0.0.1\\share`,
    `jar:http://127.0.0.1:${port}/!/`,
    `url:http://127.0.0.1:${port}/`,
    'http://169.254.169.254/latest/meta-data/',
    'http://[fd00:ec2::254]/latest/meta-data/',
    'http://metadata.google.internal/computeMetadata/v1/',
    'http://planted.invalid/',
    'http://10.0.0.1/',
    'http://192.168.0.1/',
    'file:///etc/passwd',
    'data:text/csv,a',
    `<!DOCTYPE x SYSTEM "http://127.0.0.1:${port}/x">`,
    `<img src="http://127.0.0.1:${port}/x">`,
  ];
}

interface Trap {
  readonly port: number;
  readonly visits: () => number;
  readonly close: () => Promise<void>;
}

async function setTrap(): Promise<Trap> {
  let visits = 0;
  const trap = createServer((socket) => {
    visits += 1;
    socket.destroy();
  });
  await new Promise<void>((listening) => trap.listen(0, listening));
  return {
    port: (trap.address() as AddressInfo).port,
    visits: () => visits,
    close: () => new Promise((closed) => trap.close(() => closed())),
  };
}

/** A trap that nothing falls into proves nothing. */
async function proveTrap(trap: Trap, promises: Promises): Promise<void> {
  const before = trap.visits();
  await fetch(`http://127.0.0.1:${trap.port}/`).catch(() => undefined);
  promises.expect(trap.visits() === before + 1, 'the trap did not notice who came, so nothing was proved');
}

/** The far ends of what a process has open, save for those who came to its own port, and what listens. */
function connectionsOf(pid: number, port: number): readonly string[] {
  const own = new Set(socketsOf(pid));
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((protocol) => {
    const [, ...lines] = readFileSync(`/proc/${pid}/net/${protocol}`, 'utf8').trim().split('\n');
    return lines.flatMap((line) => {
      const [, local = '', remote = '', , , , , , , inode = ''] = line.trim().split(/\s+/);
      const localPort = Number.parseInt(local.split(':')[1]!, 16);
      const isListening = /^0+:0+$/.test(remote);
      return own.has(inode) && localPort !== port && !isListening ? [`${protocol} ${remote}`] : [];
    });
  });
}

function socketsOf(pid: number): readonly string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
    } catch {
      return [];
    }
  });
}
