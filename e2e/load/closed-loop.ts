import { connect, type Socket } from 'node:net';

export interface ClosedLoop {
  readonly port: number;
  readonly clients: number;
  readonly seconds: number;
  /** One whole request in bytes; the bytes of `id` in it are overwritten for each request. */
  readonly request: Buffer;
  /** Where in the request the 36 characters of the response id stand. */
  readonly idAt: number;
  /** Told apart from every other run against the same server, so that no id comes twice. */
  readonly run: number;
}

export interface ClosedLoopResult {
  readonly perSecond: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Processors the generator itself took. */
  readonly cores: number;
}

const MOST_SAMPLES = 4_000_000;

/**
 * Each client sends, waits for the answer and sends again. It shares the machine with what it measures, so it
 * does as little as it can: requests are bytes made once, of an answer only the status and its end are read.
 */
export async function closedLoop(loop: ClosedLoop): Promise<ClosedLoopResult> {
  const milliseconds = new Float32Array(MOST_SAMPLES);
  const statuses: Record<string, number> = {};
  let answered = 0;
  let sent = 0;
  const usageBefore = process.cpuUsage();
  const began = performance.now();
  const end = began + loop.seconds * 1000;

  const runAsHex = loop.run.toString(16).padStart(8, '0');
  const client = () =>
    new Promise<void>((resolve, reject) => {
      const request = Buffer.from(loop.request);
      request.write(runAsHex, loop.idAt, 'latin1');
      let sentAt = 0;
      const socket: Socket = connect({ port: loop.port, host: '127.0.0.1', noDelay: true });
      const send = () => {
        sentAt = performance.now();
        if (sentAt >= end) {
          socket.destroy();
          resolve();
          return;
        }
        // The last twelve digits of the id.
        request.write(sent.toString(16).padStart(12, '0'), loop.idAt + 24, 'latin1');
        sent += 1;
        socket.write(request);
      };
      socket.on('connect', send);
      socket.on('error', reject);
      socket.on('data', (reply: Buffer) => {
        // Answers are short and come in one piece; one that does not would count as another status and be seen.
        const status = reply.toString('latin1', 9, 12);
        statuses[status] = (statuses[status] ?? 0) + 1;
        if (answered < MOST_SAMPLES) milliseconds[answered] = performance.now() - sentAt;
        answered += 1;
        send();
      });
    });
  await Promise.all(Array.from({ length: loop.clients }, client));

  const seconds = (performance.now() - began) / 1000;
  const usage = process.cpuUsage(usageBefore);
  const sorted = milliseconds.subarray(0, Math.min(answered, MOST_SAMPLES)).sort();
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return {
    perSecond: answered / seconds,
    statuses,
    p50: at(0.5),
    p99: at(0.99),
    max: at(1),
    cores: (usage.user + usage.system) / 1e6 / seconds,
  };
}
