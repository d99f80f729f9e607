/** Two Syncthings, each on a host of its own with a cable between them: a folder of one is a folder of the other. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ip, namespaceName, removeLeftovers, removeNamespace, whyNoNamespaces } from './namespaces';

const FOLDER = 'carried';
const ADDRESSES = ['10.78.0.1', '10.78.0.2'] as const;

/** Why they cannot be run here; null when they can. */
export function whyNoSyncthing(): string | null {
  if (spawnSync('syncthing', ['--version']).status !== 0)
    return 'syncthing is not on this machine (apt-get install syncthing)';
  return whyNoNamespaces();
}

interface Host {
  readonly namespace: string;
  readonly home: string;
  readonly folder: string;
  readonly id: string;
  process: ChildProcess | null;
}

export class SyncthingPair {
  private readonly hosts: readonly Host[];

  /** @param folders of the two, which are there */
  constructor(home: string, folders: readonly [string, string]) {
    removeLeftovers();
    this.hosts = folders.map((folder, index) => {
      const namespace = namespaceName(`carrier${index}`);
      ip('netns', 'add', namespace);
      ip('-n', namespace, 'link', 'set', 'lo', 'up');
      const own = join(home, `syncthing-${index}`);
      execFileSync('syncthing', ['generate', `--home=${own}`, '--no-default-folder'], { stdio: 'pipe' });
      const id = execFileSync('syncthing', [`--home=${own}`, '--device-id'], { encoding: 'utf8' }).trim();
      return { namespace, home: own, folder, id, process: null };
    });
    const [first, second] = this.hosts as readonly [Host, Host];
    ip('-n', first.namespace, 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', 'eth0', 'netns', second.namespace);
    for (const [index, host] of this.hosts.entries()) {
      ip('-n', host.namespace, 'addr', 'add', `${ADDRESSES[index]}/24`, 'dev', 'eth0');
      ip('-n', host.namespace, 'link', 'set', 'eth0', 'up');
      // Without its mark Syncthing takes the folder for one that was not mounted.
      mkdirSync(join(host.folder, '.stfolder'), { recursive: true });
      writeFileSync(join(host.home, 'config.xml'), this.config(index));
      this.run(host);
    }
  }

  /** Pulls the cable, or plugs it in again. */
  setCable(plugged: boolean): void {
    const [first] = this.hosts as readonly [Host];
    ip('-n', first.namespace, 'link', 'set', 'eth0', plugged ? 'up' : 'down');
  }

  /** Kills one in the middle of whatever it does, and starts it again. */
  async restart(index: 0 | 1): Promise<void> {
    const host = this.hosts[index];
    if (host?.process === null || host === undefined) return;
    const gone = once(host.process, 'exit');
    host.process.kill('SIGKILL');
    await gone;
    this.run(host);
  }

  end(): void {
    for (const { process, namespace } of this.hosts) {
      process?.kill('SIGKILL');
      removeNamespace(namespace);
    }
  }

  private run(host: Host): void {
    const args = ['netns', 'exec', host.namespace, 'syncthing', 'serve', `--home=${host.home}`, '--no-browser'];
    host.process = spawn('ip', [...args, '--no-restart', '--no-upgrade'], {
      stdio: 'ignore',
      // Else it watches over a process of its own, which is the one to be killed.
      env: { ...process.env, STMONITORED: 'yes' },
    });
  }

  /** Nothing but the other one is spoken to. */
  private config(index: number): string {
    const devices = this.hosts
      .map(({ id }, at) => `<device id="${id}"><address>tcp://${ADDRESSES[at]}:22000</address></device>`)
      .join('');
    const sharing = this.hosts.map(({ id }) => `<device id="${id}"></device>`).join('');
    return `<configuration version="36">
      <folder id="${FOLDER}" path="${this.hosts[index]?.folder}" type="sendreceive" rescanIntervalS="2" fsWatcherEnabled="true" fsWatcherDelayS="1">${sharing}<minDiskFree unit="">0</minDiskFree></folder>
      ${devices}
      <gui enabled="false"></gui>
      <options>
        <listenAddress>tcp://${ADDRESSES[index]}:22000</listenAddress>
        <globalAnnounceEnabled>false</globalAnnounceEnabled>
        <localAnnounceEnabled>false</localAnnounceEnabled>
        <relaysEnabled>false</relaysEnabled>
        <natEnabled>false</natEnabled>
        <reconnectionIntervalS>1</reconnectionIntervalS>
        <startBrowser>false</startBrowser>
        <urAccepted>-1</urAccepted>
        <autoUpgradeIntervalH>0</autoUpgradeIntervalH>
        <crashReportingEnabled>false</crashReportingEnabled>
        <minHomeDiskFree unit="">0</minHomeDiskFree>
        <setLowPriority>false</setLowPriority>
      </options>
    </configuration>`;
  }
}
