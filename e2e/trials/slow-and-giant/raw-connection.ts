import { connect, type Socket } from 'node:net';

/** A connection that sends whatever bytes it is told to, and remembers what came back and when it ended. */
export class RawConnection {
  readonly #socket: Socket;
  #text = '';
  #endedAfter: number | undefined;
  readonly #began = performance.now();

  constructor(port: number) {
    this.#socket = connect({ port, host: '127.0.0.1' });
    this.#socket.setEncoding('latin1');
    this.#socket.on('data', (chunk: string) => (this.#text = (this.#text + chunk).slice(0, 100_000)));
    this.#socket.on('error', () => undefined);
    this.#socket.once('close', () => (this.#endedAfter = performance.now() - this.#began));
  }

  /** Resolves when the bytes are handed to the system: a server that does not read holds the sender up. */
  send(bytes: string | Buffer): Promise<void> {
    return new Promise((sent) => {
      if (this.hasEnded) return sent();
      this.#socket.once('close', sent);
      this.#socket.write(bytes, () => {
        this.#socket.off('close', sent);
        sent();
      });
    });
  }

  /** The status of each reply that came, in order. */
  get statuses(): readonly number[] {
    return [...this.#text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));
  }

  get hasEnded(): boolean {
    return this.#endedAfter !== undefined;
  }

  close(): void {
    this.#socket.destroy();
  }
}

/** The beginning of a submission, with these headers besides. */
export function requestHead(path: string, headers: string): string {
  return `PUT ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n${headers}\r\n`;
}
