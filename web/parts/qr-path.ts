import { encode } from 'uqr';

/** A QR code as the path of an SVG whose unit is one module. */
export interface QrPath {
  readonly size: number;
  readonly path: string;
}

/** The quiet zone of four modules that the standard asks for is part of it. */
export function qrPath(text: string): QrPath {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const path = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return { size, path };
}
