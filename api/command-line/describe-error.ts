import { Problem } from '../problems.ts';

/** What went wrong, as a sentence for somebody at a terminal. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof Problem && error.code === 'waveUnknown') {
    return 'There is no wave of this name. "manyi wave list" names them.';
  }
  const details = 'details' in error && Array.isArray(error.details) ? error.details.join('\n') : '';
  const sentence = ofSystem(error) ?? error.message;
  return details === '' ? sentence : `${sentence}\n${details}`;
}

/** What the operating system refused, in words that name the setting. */
function ofSystem(error: NodeJS.ErrnoException): string | undefined {
  const { code, syscall } = error;
  // A file is written under a name of its own until it is whole; people know it by the other.
  const path = error.path?.replace(/\.unfinished$/, '');
  const { port, address, hostname } = error as { port?: number; address?: string; hostname?: string };
  if (syscall === 'listen' || syscall === 'getaddrinfo') {
    const where = `${address ?? hostname ?? ''}`;
    if (code === 'EADDRINUSE') {
      return `Port ${port} is in use by another program. Set MANYI_PORT, or MANYI_METRICS_PORT if it is that one.`;
    }
    if (code === 'EACCES')
      return `Port ${port} is reserved for the system. Set MANYI_PORT to one above 1023.`;
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
      return `"${where}" is no address of this machine. Set MANYI_HOST (or MANYI_METRICS_HOST) to one of its own.`;
    }
  }
  if (code === 'ENOENT' && path !== undefined) return `There is no "${path}", or no folder to put it in.`;
  if ((code === 'EACCES' || code === 'EPERM') && path !== undefined) {
    return `"${path}" may not be read or written by this user.`;
  }
  return undefined;
}
