/** The signaling server that y-webrtc ships, as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { connect } from './ws-hub';

const SCRIPT = resolve(import.meta.dirname, '../../../node_modules/y-webrtc/bin/server.js');
const running: ChildProcess[] = [];

/** Resolves when it answers: the server says that it runs before it listens. */
export async function startStandardServer(port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [SCRIPT], { env: { ...process.env, PORT: String(port) }, stdio: 'ignore' });
  running.push(child);
  for (;;) {
    const client = await connect(`ws://127.0.0.1:${port}`);
    const code = await Promise.race([client.closed, client.settle().then(() => 0)]);
    client.close();
    if (code === 0) return child;
  }
}

/** All that were started, without a farewell. */
export function killStandardServers(): void {
  for (const child of running.splice(0)) child.kill('SIGKILL');
}
