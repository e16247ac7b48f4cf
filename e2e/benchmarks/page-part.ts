import { connect } from 'node:net';

export interface PageLoad {
  readonly port: number;
  readonly path: string;
  readonly clients: number;
  readonly seconds: number;
}

/** Asks for one page again and again, packed as browsers take it, and tells how many came whole a second. */
export async function pagePart([told]: readonly string[]): Promise<void> {
  const { port, path, clients, seconds } = JSON.parse(told!) as PageLoad;
  const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n`;
  let whole = 0;
  const began = performance.now();
  const client = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      let pending: Buffer = Buffer.alloc(0);
      const send = () => {
        if (performance.now() - began < seconds * 1000) socket.write(request);
        else socket.destroy();
      };
      socket.on('connect', send);
      socket.on('close', () => resolve());
      socket.on('error', reject);
      socket.on('data', (chunk: Buffer) => {
        pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
        const end = pending.indexOf('\r\n\r\n');
        if (end < 0) return;
        const head = pending.toString('latin1', 0, end);
        const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
        if (!head.startsWith('HTTP/1.1 200') || Number.isNaN(length)) {
          reject(new Error(`not a whole page:\n${head}`));
          return;
        }
        if (pending.length < end + 4 + length) return;
        pending = Buffer.alloc(0);
        whole += 1;
        send();
      });
    });
  await Promise.all(Array.from({ length: clients }, client));
  process.send!(whole / ((performance.now() - began) / 1000));
  process.disconnect();
}
