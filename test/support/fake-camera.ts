/** A camera that sees a QR code: a file that Chromium plays in place of a device. */
import { writeFile } from 'node:fs/promises';
import { encodeQR } from 'qr';

const WIDTH = 640;
const HEIGHT = 480;

/** Writes one grey frame of YUV4MPEG2; answers the switches that make it the camera. */
export async function cameraThatSees(text: string, path: string): Promise<string[]> {
  const modules = encodeQR(text, 'raw', { ecc: 'low', border: 4, scale: 1 });
  const scale = Math.floor(HEIGHT / modules.length);
  const left = Math.floor((WIDTH - modules.length * scale) / 2);
  const luma = Buffer.alloc(WIDTH * HEIGHT, 235);
  for (const [y, row] of modules.entries()) {
    for (const [x, dark] of row.entries()) {
      if (!dark) continue;
      for (let line = 0; line < scale; line++) {
        const at = (y * scale + line) * WIDTH + left + x * scale;
        luma.fill(16, at, at + scale);
      }
    }
  }
  const colours = Buffer.alloc(WIDTH * HEIGHT * 0.5, 128);
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\nFRAME\n`);
  await writeFile(path, Buffer.concat([head, luma, colours]));
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${path}`];
}
