import { setTimeout as wait } from 'node:timers/promises';
import { RawConnection, requestHead } from './raw-connection.ts';

/** What somebody may send who is no respondent. */
export interface Attack {
  readonly name: string;
  /** At once. */
  readonly connections: number;
  /** Sends until it is cut off or `isOver`. */
  readonly send: (connection: RawConnection, path: string, isOver: () => boolean) => Promise<void>;
  /** The only statuses the last reply may have; cut off without a reply is always right. */
  readonly refusals: readonly number[];
}

const KIBIBYTE = 1024;
const GIBIBYTE = 1024 ** 3;
const chunk = Buffer.alloc(64 * KIBIBYTE, 0x20);

export const attacks: readonly Attack[] = [
  {
    name: 'headers dribbled',
    connections: 250,
    refusals: [408],
    async send(connection, path, isOver) {
      await connection.send(`PUT ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n`);
      await dribble(connection, 'x-slow: 1\r\n', isOver);
    },
  },
  {
    name: 'bodies dribbled',
    connections: 250,
    refusals: [408],
    async send(connection, path, isOver) {
      await connection.send(requestHead(path, 'content-length: 100000\r\n'));
      await dribble(connection, ' ', isOver);
    },
  },
  {
    name: 'requests never finished',
    connections: 100,
    refusals: [408],
    async send(connection, path, isOver) {
      await connection.send(`${requestHead(path, 'content-length: 1000\r\n')}{"answers":`);
      while (!connection.hasEnded && !isOver()) await wait(100);
    },
  },
  {
    name: 'a chunked body of 1 GB',
    connections: 2,
    refusals: [413],
    async send(connection, path, isOver) {
      await connection.send(requestHead(path, 'transfer-encoding: chunked\r\n'));
      const piece = Buffer.concat([Buffer.from('10000\r\n'), chunk, Buffer.from('\r\n')]);
      for (let sent = 0; sent < GIBIBYTE && !connection.hasEnded && !isOver(); sent += chunk.length) {
        await connection.send(piece);
      }
    },
  },
  {
    name: '257 KB with content-length',
    connections: 20,
    refusals: [413],
    async send(connection, path) {
      await connection.send(requestHead(path, `content-length: ${257 * KIBIBYTE}\r\n`));
      await connection.send(Buffer.alloc(257 * KIBIBYTE, 0x20));
    },
  },
  {
    name: '257 KB chunked',
    connections: 20,
    refusals: [413],
    async send(connection, path) {
      await connection.send(requestHead(path, 'transfer-encoding: chunked\r\n'));
      const size = 257 * KIBIBYTE;
      await connection.send(`${size.toString(16)}\r\n${' '.repeat(size)}\r\n0\r\n\r\n`);
    },
  },
  {
    name: '10,000 headers',
    connections: 20,
    refusals: [431],
    async send(connection, path) {
      const headers = Array.from({ length: 10_000 }, (_, index) => `x-${index}: ${index}\r\n`).join('');
      await connection.send(requestHead(path, `${headers}content-length: 2\r\n`) + '{}');
    },
  },
  {
    name: 'pipelined garbage',
    connections: 20,
    refusals: [400],
    async send(connection, path) {
      const request = `${requestHead(path, 'content-length: 2\r\n')}{}`;
      await connection.send(`${request.repeat(50)}\x00\xff GARBAGE / HTTP/9.9\r\n\r\n`);
    },
  },
  {
    name: 'both lengths at once',
    connections: 20,
    refusals: [400],
    async send(connection, path) {
      await connection.send(
        `${requestHead(path, 'content-length: 2\r\ntransfer-encoding: chunked\r\n')}2\r\n{}\r\n0\r\n\r\n`,
      );
    },
  },
];

async function dribble(connection: RawConnection, bytes: string, isOver: () => boolean) {
  while (!connection.hasEnded && !isOver()) {
    await connection.send(bytes);
    await wait(1000);
  }
}
