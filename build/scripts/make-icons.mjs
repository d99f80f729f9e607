// Draws build/icons/icon.svg for every system: PNGs for Linux, .ico for Windows, .icns for macOS. The results are
// committed; run this after a change of the drawing.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withDisplay } from './lib/display.mjs';
import { root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { sandboxSwitches } from './lib/sandbox.mjs';
import { main, note } from './lib/say.mjs';
import { setUp } from './lib/setup.mjs';

const icons = join(root, 'build/icons');
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const icoSizes = [16, 24, 32, 48, 64, 128, 256];
/** Apple's names for a PNG of each size; the last four are the doubled ones of 16, 32, 128 and 256. */
const icnsTypes = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
];

const png = (size) => readFileSync(join(icons, 'linux', `${size}x${size}.png`));

/** A directory of 16 bytes per picture, then the PNGs as they are (Windows Vista and newer). */
function ico() {
  const pictures = icoSizes.map((size) => ({ size, data: png(size) }));
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, { size, data }] of pictures.entries()) {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(data.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += data.length;
  }
  return Buffer.concat([head, ...pictures.map(({ data }) => data)]);
}

/** `icns`, the length of all, then type, length and PNG of each picture; lengths include their own header. */
function icns() {
  const block = (type, data) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(data.length + 8, 4);
    return Buffer.concat([head, data]);
  };
  return block('icns', Buffer.concat(icnsTypes.map(([type, size]) => block(type, png(size)))));
}

await main(async () => {
  const electron = await setUp();
  mkdirSync(join(icons, 'linux'), { recursive: true });
  const args = [...sandboxSwitches(), join(icons, 'render.mjs'), '--', join(icons, 'icon.svg'), join(icons, 'linux')];
  const result = await withDisplay((env) =>
    run(electron.path, [...args, ...sizes.map(String)], { env, timeoutMs: 60_000 }),
  );
  if (result.status !== 0) throw new Error(`The icons could not be drawn.\n${result.stderr}`);
  writeFileSync(join(icons, 'icon.ico'), ico());
  writeFileSync(join(icons, 'icon.icns'), icns());
  note(`Drawn in ${icons}`);
});
