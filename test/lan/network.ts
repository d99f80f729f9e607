/** Hosts with addresses of their own on one machine: network namespaces on a bridge (iproute2, as root). */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const root = resolve(import.meta.dirname, '../..');
const ANSWER = '@recap ';

function ip(...args: string[]): void {
  execFileSync('ip', args, { stdio: 'pipe' });
}

/** Why namespaces cannot be made here; null when they can. */
export function whyNoNamespaces(): string | null {
  if (process.platform !== 'linux') return 'network namespaces need Linux';
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  try {
    ip('netns', 'add', 'recap-probe');
    ip('netns', 'del', 'recap-probe');
    return null;
  } catch (error) {
    return `ip netns: ${error instanceof Error ? error.message : error}`;
  }
}

export class Host {
  private readonly process: ChildProcess;
  private readonly answers: AsyncIterator<string>;

  constructor(
    readonly name: string,
    readonly namespace: string,
  ) {
    const program = resolve(root, 'build/scripts/lib/run-host.mjs');
    this.process = spawn('ip', ['netns', 'exec', namespace, process.execPath, program], {
      cwd: root,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    if (!this.process.stdout) throw new Error('no stdout');
    this.answers = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
  }

  async tell(task: string, argument = ''): Promise<string> {
    this.process.stdin?.write(`${JSON.stringify({ task, argument })}\n`);
    for (;;) {
      const { value, done } = await this.answers.next();
      if (done) throw new Error(`${this.name} ended while asked to ${task}`);
      if (!value.startsWith(ANSWER)) continue;
      const answer = JSON.parse(value.slice(ANSWER.length)) as { value?: string; error?: string };
      if (answer.error !== undefined) throw new Error(`${this.name}, ${task} ${argument}: ${answer.error}`);
      return answer.value ?? '';
    }
  }

  end(): void {
    this.process.stdin?.end();
    this.process.kill('SIGKILL');
  }
}

/** A bridge with one host per name; `10.77.0.0/24` exists only inside it. */
export class Network {
  readonly hosts: Host[] = [];
  private readonly id = `rn${process.pid % 10_000}`;

  constructor(names: readonly string[]) {
    ip('link', 'add', `${this.id}b`, 'type', 'bridge');
    ip('link', 'set', `${this.id}b`, 'up');
    for (const [index, name] of names.entries()) {
      const namespace = `${this.id}h${index}`;
      const cable = this.cable(index);
      ip('netns', 'add', namespace);
      ip('link', 'add', cable, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace);
      ip('link', 'set', cable, 'master', `${this.id}b`, 'up');
      ip('-n', namespace, 'addr', 'add', `10.77.0.${index + 1}/24`, 'dev', 'eth0');
      ip('-n', namespace, 'link', 'set', 'eth0', 'up');
      ip('-n', namespace, 'link', 'set', 'lo', 'up');
      ip('-n', namespace, 'route', 'add', 'default', 'via', '10.77.0.254');
      this.hosts.push(new Host(name, namespace));
    }
  }

  /** Pulls a host's cable, or plugs it in again. */
  setCable(index: number, plugged: boolean): void {
    ip('link', 'set', this.cable(index), plugged ? 'up' : 'down');
  }

  end(): void {
    for (const host of this.hosts) {
      host.end();
      ip('netns', 'del', host.namespace);
    }
    ip('link', 'del', `${this.id}b`);
  }

  private cable(index: number): string {
    return `${this.id}v${index}`;
  }
}
