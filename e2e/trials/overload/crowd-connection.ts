import { connect, type Socket } from 'node:net';

export interface Reply {
  readonly status: number;
  readonly saysWhenToRetry: boolean;
}

/**
 * A kept-open connection with one request at a time, and no more HTTP than that takes: the generator shares
 * the machine with what it measures, so what it does not do is part of the measurement.
 */
export class CrowdConnection {
  readonly #socket: Socket;
  #text = '';
  #answered: ((reply: Reply | undefined) => void) | undefined;
  isOpen = true;

  constructor(port: number, closed: () => void) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.setEncoding('latin1');
    this.#socket.on('data', (chunk: string) => this.#read(chunk));
    this.#socket.on('error', () => undefined);
    this.#socket.once('close', () => {
      this.isOpen = false;
      closed();
      this.#answer(undefined);
    });
  }

  /** Calls back once: with the reply, or undefined when the connection ended without one. */
  send(request: string, answered: (reply: Reply | undefined) => void): void {
    this.#answered = answered;
    this.#socket.write(request, 'latin1');
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(chunk: string) {
    this.#text += chunk;
    const headersEnd = this.#text.indexOf('\r\n\r\n');
    if (headersEnd < 0) return;
    const headers = this.#text.slice(0, headersEnd).toLowerCase();
    const length = /\r\ncontent-length: (\d+)/.exec(headers)?.[1];
    const isWhole =
      length === undefined
        ? this.#text.endsWith('\r\n0\r\n\r\n')
        : this.#text.length >= headersEnd + 4 + Number(length);
    if (!isWhole) return;
    this.#text = '';
    const isClosing = headers.includes('\r\nconnection: close');
    if (isClosing) {
      this.isOpen = false;
      this.#socket.end();
    }
    this.#answer({
      status: Number(headers.slice(9, 12)),
      saysWhenToRetry: headers.includes('\r\nretry-after:'),
    });
  }

  #answer(reply: Reply | undefined) {
    const answered = this.#answered;
    this.#answered = undefined;
    answered?.(reply);
  }
}
