// Prints the Electron executable in use, obtaining it first if need be. `--again` asks Electron's own download host anew.
import { obtainElectron } from './lib/electron.mjs';
import { main } from './lib/say.mjs';

await main(async () => {
  const electron = await obtainElectron({ again: process.argv.includes('--again') });
  process.stdout.write(`${electron.path}\n`);
});
