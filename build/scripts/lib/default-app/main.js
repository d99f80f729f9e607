// The app that a bare Electron runs: it loads the app named on the command line, as Electron's own default_app does.
// Top-level await matters: Electron waits for it before `ready`, so the app may still register privileged schemes.
import { existsSync, readFileSync } from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import v8 from 'node:v8';
import { app } from 'electron';

/** `-r module`, `--require=module`, and the first argument that is not an option. */
function parse(args) {
  const required = [];
  let file;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (arg === '-r' || arg === '--require') required.push(args[++i]);
    else if (arg.startsWith('--require=')) required.push(arg.slice('--require='.length));
    else if (arg === '-v' || arg === '--version') return { version: true };
    else if (!arg.startsWith('-')) {
      file = arg;
      break;
    }
  }
  return { required, file };
}

async function load(given) {
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
  const packagePath = path.resolve(given);
  const manifestPath = path.join(packagePath, 'package.json');
  let appPath;
  if (existsSync(manifestPath)) {
    const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
    if (manifest.version) app.setVersion(manifest.version);
    if (manifest.productName || manifest.name) app.name = manifest.productName || manifest.name;
    app.setDesktopName(manifest.desktopName || `${app.name}.desktop`);
    if (manifest.v8Flags) v8.setFlagsFromString(manifest.v8Flags);
    appPath = packagePath;
  }
  const file = Module._resolveFilename(packagePath, null, true);
  app.setAppPath(appPath ?? path.dirname(file));
  await import(pathToFileURL(file).href);
}

const option = parse(process.argv.slice(1));
if (option.version) {
  process.stdout.write(`v${process.versions.electron}\n`);
  process.exit(0);
} else if (!option.file) {
  process.stderr.write('Usage: electron [options] <folder or file of an app> [arguments]\n');
  process.exit(1);
} else {
  if (option.required.length > 0) Module._preloadModules(option.required.map((name) => path.resolve(name)));
  try {
    await load(option.file);
  } catch (error) {
    process.stderr.write(`The app at ${path.resolve(option.file)} could not be started.\n${error?.stack ?? error}\n`);
    process.exit(1);
  }
}
