// A picture of a virtual display without any further tool: Xvfb's frame buffer (XWD) in, PNG out.
import { crc32, deflateSync } from 'node:zlib';

/**
 * The XWD file that Xvfb keeps: a header of big-endian 32-bit words, the colour map, then rows of 32-bit pixels (BGRX).
 * @returns {{ width: number, height: number, rgb: Buffer }}
 */
export function decodeXwd(file) {
  const word = (index) => file.readUInt32BE(index * 4);
  const [headerSize, width, height, bitsPerPixel, bytesPerLine, colours] = [0, 4, 5, 11, 12, 19].map(word);
  if (bitsPerPixel !== 32) throw new Error(`A display of 32 bits per pixel is needed, not ${bitsPerPixel}.`);
  const start = headerSize + colours * 12;
  const rgb = Buffer.alloc(width * height * 3);
  let to = 0;
  for (let y = 0; y < height; y++) {
    let from = start + y * bytesPerLine;
    for (let x = 0; x < width; x++, from += 4) {
      rgb[to++] = file[from + 2];
      rgb[to++] = file[from + 1];
      rgb[to++] = file[from];
    }
  }
  return { width, height, rgb };
}

/** An 8-bit RGB PNG. */
export function encodePng({ width, height, rgb }) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (width * 3 + 1));
  for (let y = 0; y < height; y++) rgb.copy(rows, y * (width * 3 + 1) + 1, y * width * 3, (y + 1) * width * 3);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const result = Buffer.alloc(body.length + 8);
  result.writeUInt32BE(data.length, 0);
  body.copy(result, 4);
  result.writeUInt32BE(crc32(body), body.length + 4);
  return result;
}
