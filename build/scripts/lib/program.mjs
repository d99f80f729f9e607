// What `npm run demo` and `npm run bench` share: a TypeScript program that drives real instances of the built app.
import { buildApp } from './build-app.mjs';
import { withDisplay } from './display.mjs';
import { setUp } from './setup.mjs';

/** Sets up, builds, and runs the program's exported `main` on a display; a number it returns is the exit status. */
export async function runProgram(path) {
  const electron = await setUp();
  await buildApp(electron);
  return withDisplay(async (display) => {
    Object.assign(process.env, display);
    const { runTs } = await import('./run-ts.mjs');
    const program = await runTs(path);
    return program.main(process.argv.slice(2));
  });
}
