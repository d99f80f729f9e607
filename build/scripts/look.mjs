// `npm run look`: writes a picture of the virtual display on which `npm start` opened the window.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { frameBufferDir } from './lib/display.mjs';
import { decodeXwd, encodePng } from './lib/frame-buffer.mjs';
import { outDir } from './lib/paths.mjs';
import { main, SetupProblem } from './lib/say.mjs';

await main(() => {
  const pixels = join(frameBufferDir, 'Xvfb_screen0');
  if (!existsSync(pixels)) {
    throw new SetupProblem('There is no virtual display.', 'The app is not running on one at the moment.', 'npm start');
  }
  const picture = join(outDir, 'look.png');
  writeFileSync(picture, encodePng(decodeXwd(readFileSync(pixels))));
  process.stdout.write(`${picture}\n`);
});
