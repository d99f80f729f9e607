/** Registers `app://` and serves the page from it. */
import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { APP_SCHEME } from './origin';
import { serveFile } from './serve-file';

/** Must run before the app is ready, in the first turn of the entry module: later Electron throws. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

export function serveApp(session: Session, folder: string): void {
  session.protocol.handle(APP_SCHEME, (request) => serveFile(folder, request, readBytes));
}

async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(path));
}
