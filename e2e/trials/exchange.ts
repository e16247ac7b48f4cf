import { request, type Agent, type OutgoingHttpHeaders } from 'node:http';

/** What came of one request: an answer in full, or none (refused connection, cut off, nothing in time). */
export type Exchange = Answered | Unanswered;

export interface Answered {
  readonly isAnswered: true;
  readonly status: number;
  readonly body: string;
  readonly retryAfterSeconds: number | undefined;
  readonly milliseconds: number;
}

export interface Unanswered {
  readonly isAnswered: false;
  readonly reason: string;
  /** False: the connection was refused, so nothing of it can have been taken. */
  readonly wasConnected: boolean;
  readonly milliseconds: number;
}

export interface Sending {
  readonly port: number;
  readonly path: string;
  readonly agent: Agent;
  readonly body: string | Buffer;
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
}

const PATIENCE_MILLISECONDS = 20_000;

/** Never rejects. An answer counts only when it has come to its end. */
export function exchange({ port, path, agent, body, method = 'PUT', headers }: Sending): Promise<Exchange> {
  const began = performance.now();
  return new Promise((resolve) => {
    const unanswered = (reason: string) =>
      resolve({
        isAnswered: false,
        reason,
        wasConnected: reason !== 'ECONNREFUSED',
        milliseconds: performance.now() - began,
      });
    const sent = request({
      host: '127.0.0.1',
      port,
      path,
      agent,
      method,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        ...headers,
      },
    });
    const patience = setTimeout(() => sent.destroy(new Error('no answer in time')), PATIENCE_MILLISECONDS);
    sent.once('close', () => {
      clearTimeout(patience);
      unanswered('cut off');
    });
    sent.on('error', (error: NodeJS.ErrnoException) => unanswered(error.code ?? error.message));
    sent.once('response', (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk: Buffer) => chunks.push(chunk));
      reply.on('error', (error: NodeJS.ErrnoException) => unanswered(error.code ?? error.message));
      reply.once('end', () => {
        if (!reply.complete) return;
        const retryAfter = reply.headers['retry-after'];
        resolve({
          isAnswered: true,
          status: reply.statusCode!,
          body: Buffer.concat(chunks).toString(),
          retryAfterSeconds: retryAfter === undefined ? undefined : Number(retryAfter),
          milliseconds: performance.now() - began,
        });
      });
    });
    sent.end(body);
  });
}
