/**
 * Hosts with addresses of their own on one machine. A namespace is the switch: it holds the bridges, the near ends of
 * all cables and the router; one more namespace for each host. Nothing of it exists outside these namespaces.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { LINES_ADDRESS, portsOf, SWITCH_ADDRESS, type Weather } from './bad-lines';
import { HostProcess } from './host-process';
import { ip, namespaceName, removeLeftovers, removeNamespace } from './namespaces';

export interface HostOptions {
  readonly name: string;
  /** Hosts of different subnets reach each other through the router, which passes on no multicast. 0 without it. */
  readonly subnet?: number;
}

export interface NetworkOptions {
  /** Hosts have IPv6 addresses only. */
  readonly ipv6Only?: boolean;
}

/** The island that holds everybody as long as nothing is torn apart. */
const MAINLAND = 0;

export class Network {
  readonly hosts: HostProcess[] = [];
  private readonly switch: string;
  private readonly namespaces: string[] = [];
  private readonly bridges = new Set<string>();
  private readonly badLines = new Set<number>();
  private readonly subnets: readonly number[];
  private readonly names: string;
  private lines: HostProcess | null = null;

  constructor(
    hosts: readonly HostOptions[],
    private readonly options: NetworkOptions = {},
  ) {
    removeLeftovers();
    this.switch = this.namespace('switch');
    this.ip('link', 'set', 'lo', 'up');
    this.subnets = hosts.map(({ subnet }) => subnet ?? 0);
    const names = hosts.map(({ name }, index) => `${this.address(index)} ${hostName(name)}\n`);
    this.names = `127.0.0.1 localhost\n::1 localhost\n${names.join('')}`;
    this.router();
    for (const [index, { name }] of hosts.entries()) this.host(index, name);
  }

  /** A host's address. */
  address(index: number): string {
    const subnet = this.subnets[index] ?? 0;
    return this.options.ipv6Only ? `fd77:${subnet}::${index + 1}` : `10.77.${subnet}.${index + 1}`;
  }

  /** Pulls a host's cable, or plugs it in again. */
  setCable(index: number, plugged: boolean): void {
    this.ip('link', 'set', cable(index), plugged ? 'up' : 'down');
  }

  /** Puts a bad line into a host's cable, or with null takes it out. */
  async setLine(index: number, weather: Weather | null): Promise<void> {
    if (weather === null) return this.join(cable(index), this.bridge(index));
    this.lines ??= this.lineRoom();
    await this.lines.tell('setWeather', JSON.stringify({ line: index, weather }));
    const near = `line${index}`;
    if (!this.badLines.has(index)) {
      this.badLines.add(index);
      const [here, there] = portsOf(index);
      this.addBridge(near);
      this.vxlan(`near${index}`, index, here);
      this.vxlan(`far${index}`, index, there);
      this.join(`near${index}`, near);
      this.join(`far${index}`, this.bridge(index));
    }
    this.join(cable(index), near);
  }

  /** Tears the network apart: hosts hear only those of their own group. */
  partition(groups: readonly (readonly number[])[]): void {
    for (const [island, group] of groups.entries()) {
      for (const index of group) this.join(cable(index), this.bridge(index, island));
    }
  }

  heal(): void {
    this.partition([this.hosts.map((_, index) => index)]);
  }

  /** What a switch or an access point does that passes on no multicast: single addresses work, mDNS does not. */
  setMulticast(passedOn: boolean): void {
    for (const index of this.hosts.keys()) {
      const flag = passedOn ? 'on' : 'off';
      this.ip('link', 'set', cable(index), 'type', 'bridge_slave', 'mcast_flood', flag);
    }
  }

  /** What guest networks do: clients reach the router, never each other. */
  setIsolation(isolated: boolean): void {
    for (const index of this.hosts.keys()) {
      this.ip('link', 'set', cable(index), 'type', 'bridge_slave', 'isolated', isolated ? 'on' : 'off');
    }
  }

  /** Gives a host another address, as a new lease does. */
  setAddress(index: number, address: string): void {
    const { namespace } = this.at(index);
    ip('-n', namespace, 'addr', 'flush', 'dev', 'eth0', 'scope', 'global');
    this.addAddress(index, namespace, address);
  }

  end(): void {
    for (const host of this.hosts) host.end();
    this.lines?.end();
    for (const name of this.namespaces.reverse()) removeNamespace(name);
  }

  private at(index: number): HostProcess {
    const host = this.hosts[index];
    if (!host) throw new Error(`no host ${index}`);
    return host;
  }

  private namespace(what: string): string {
    const name = namespaceName(what);
    ip('netns', 'add', name);
    this.namespaces.push(name);
    return name;
  }

  /** In the switch. */
  private ip(...args: string[]): void {
    ip('-n', this.switch, ...args);
  }

  private router(): void {
    const on = 'echo 1 > /proc/sys/net/ipv4/ip_forward; echo 1 > /proc/sys/net/ipv6/conf/all/forwarding';
    ip('netns', 'exec', this.switch, 'sh', '-c', on);
    for (const subnet of new Set(this.subnets)) {
      const bridge = bridgeOf(subnet, MAINLAND);
      this.addBridge(bridge);
      this.ip('addr', 'add', `10.77.${subnet}.254/24`, 'dev', bridge);
      this.ip('addr', 'add', `fd77:${subnet}::254/64`, 'dev', bridge, 'nodad');
    }
  }

  private host(index: number, name: string): void {
    const namespace = this.namespace(`host${index}`);
    this.ip('link', 'add', cable(index), 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace);
    this.join(cable(index), this.bridge(index));
    ip('-n', namespace, 'link', 'set', 'lo', 'up');
    ip('-n', namespace, 'link', 'set', 'eth0', 'up');
    this.addAddress(index, namespace, this.address(index));
    // `ip netns exec` puts it in the place of /etc/hosts.
    mkdirSync(`/etc/netns/${namespace}`, { recursive: true });
    writeFileSync(`/etc/netns/${namespace}/hosts`, this.names);
    this.hosts.push(new HostProcess(name, namespace, 'test/lan/host.ts'));
  }

  private addAddress(index: number, namespace: string, address: string): void {
    const subnet = this.subnets[index] ?? 0;
    const [length, router] = this.options.ipv6Only ? ['64', `fd77:${subnet}::254`] : ['24', `10.77.${subnet}.254`];
    const settled = this.options.ipv6Only ? ['nodad'] : [];
    ip('-n', namespace, 'addr', 'add', `${address}/${length}`, 'dev', 'eth0', ...settled);
    ip('-n', namespace, 'route', 'replace', 'default', 'via', router, 'dev', 'eth0');
  }

  private lineRoom(): HostProcess {
    const namespace = this.namespace('lines');
    this.ip('link', 'add', 'lines', 'mtu', '1600', 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace);
    this.ip('addr', 'add', `${SWITCH_ADDRESS}/30`, 'dev', 'lines');
    this.ip('link', 'set', 'lines', 'up');
    ip('-n', namespace, 'link', 'set', 'eth0', 'mtu', '1600', 'up');
    ip('-n', namespace, 'addr', 'add', `${LINES_ADDRESS}/30`, 'dev', 'eth0');
    return new HostProcess('the bad lines', namespace, 'test/lan/bad-lines.ts');
  }

  private vxlan(name: string, line: number, port: number): void {
    const to = ['remote', LINES_ADDRESS, 'dstport', String(port)];
    this.ip('link', 'add', name, 'mtu', '1500', 'type', 'vxlan', 'id', String(line + 1), ...to, 'nolearning');
  }

  private bridge(index: number, island = MAINLAND): string {
    const bridge = bridgeOf(this.subnets[index] ?? 0, island);
    this.addBridge(bridge);
    return bridge;
  }

  private addBridge(name: string): void {
    if (this.bridges.has(name)) return;
    this.bridges.add(name);
    this.ip('link', 'add', name, 'type', 'bridge');
    this.ip('link', 'set', name, 'up');
  }

  private join(port: string, bridge: string): void {
    this.ip('link', 'set', port, 'master', bridge, 'up');
  }
}

/** The name by which the others know a host. */
export function hostName(person: string): string {
  return `${person.toLowerCase()}.recap.test`;
}

function cable(index: number): string {
  return `cable${index}`;
}

function bridgeOf(subnet: number, island: number): string {
  return `net${subnet}.${island}`;
}
