import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

/**
 * Sealing a stream of any length in pieces, so that each can be opened before the next is read (the STREAM
 * construction of Hoang, Reyhanitabar, Rogaway and Vizár): AES-256-GCM, the number of the piece and whether it
 * is the last one in the nonce. Pieces can be neither changed, left out, put in another order nor taken from
 * another file, and a file that was cut off shows it.
 */
const PIECE_BYTES = 64 * 1024;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/**
 * The key of one file: never used for another, because the salt is random and new, and useless beside another
 * head, because the head goes into it.
 */
export function fileKey(key: Uint8Array, salt: Uint8Array, head: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, Buffer.from(`manyi-archive\n${head}`), KEY_BYTES));
}

export async function* sealed(plain: AsyncIterable<Buffer>, key: Buffer): AsyncGenerator<Buffer> {
  let number = 0;
  for await (const { piece, isLast } of pieces(plain, PIECE_BYTES)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, isLast));
    yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
    number += 1;
  }
}

/** What is wrong with a stream that was sealed. */
export class UnsealError extends Error {
  readonly isCutOff: boolean;
  constructor(isCutOff: boolean) {
    super(isCutOff ? 'it was cut off' : 'it was changed, or sealed with another key');
    this.isCutOff = isCutOff;
  }
}

/** Gives each piece once it is known to be what was sealed; throws an `UnsealError` before giving any other. */
export async function* unsealed(bytes: AsyncIterable<Buffer>, key: Buffer): AsyncGenerator<Buffer> {
  let number = 0;
  for await (const { piece, isLast } of pieces(bytes, PIECE_BYTES + TAG_BYTES)) {
    const plain = opened(piece, key, nonceOf(number, isLast));
    // A last piece that is too short, or opens as one in the middle: what came behind it is missing.
    if (!plain) {
      const isShort = piece.length < PIECE_BYTES + TAG_BYTES;
      throw new UnsealError(isLast && (isShort || opened(piece, key, nonceOf(number, false)) !== undefined));
    }
    yield plain;
    number += 1;
  }
}

function opened(piece: Buffer, key: Buffer, nonce: Buffer): Buffer | undefined {
  if (piece.length < TAG_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(piece.subarray(piece.length - TAG_BYTES));
  const plain = decipher.update(piece.subarray(0, piece.length - TAG_BYTES));
  try {
    decipher.final();
    return plain;
  } catch {
    return undefined;
  }
}

/** 12 bytes: the number of the piece in eleven, then 1 for the last one. */
function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(number), 3);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** Pieces of one size; the last is what remains, and knows that it is the last. An empty stream has one, empty. */
async function* pieces(
  source: AsyncIterable<Buffer>,
  size: number,
): AsyncGenerator<{ readonly piece: Buffer; readonly isLast: boolean }> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of source) {
    waiting.push(chunk);
    bytes += chunk.length;
    // One byte more than a piece shows that it is not the last.
    if (bytes <= size) continue;
    const joined = Buffer.concat(waiting, bytes);
    let start = 0;
    for (; bytes - start > size; start += size)
      yield { piece: joined.subarray(start, start + size), isLast: false };
    waiting = [joined.subarray(start)];
    bytes -= start;
  }
  yield { piece: Buffer.concat(waiting, bytes), isLast: true };
}
