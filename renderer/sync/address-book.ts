/** Where the hubs of other copies are: remembered with the notebook, or told of by members in this session. */
import {
  type KnownAddresses,
  type Origins,
  type RememberedAddresses,
  rememberAddresses,
} from '../../shared/model/known-addresses';
import { MAX_ADDRESSES } from '../../shared/model/settings';
import { isLoopback, isPrivateAddress } from '../../shared/signaling/private-address';

/** Addresses taken from other members in one session, and dialled in all; the latter agrees with the IPC contract. */
const MAX_LEARNED = 64;
const MAX_DIALLED = 64;

export class AddressBook {
  /** Other hubs that members told of, in this session. */
  private learned: readonly string[] = [];
  private own: readonly string[] = [];

  constructor(
    private known: KnownAddresses,
    /** What is remembered has grown. */
    private readonly onRemembered: (known: RememberedAddresses) => void,
    /** There is somebody else to call. */
    private readonly onMore: () => void,
  ) {}

  /** The person, or an invite, decided what is remembered. */
  replace({ addresses, origins }: KnownAddresses): void {
    this.known = { addresses, origins };
  }

  /** Under which addresses this device is reached; it does not call itself. */
  ownAre(addresses: readonly string[]): void {
    this.own = addresses;
  }

  all(): readonly string[] {
    return [...new Set([...this.known.addresses, ...this.learned])].slice(0, MAX_DIALLED);
  }

  /** Where each address came from, as far as that is known. */
  origins(): Origins {
    return rememberAddresses(this.known, this.all(), 'member').origins;
  }

  /** The others' hubs, so that three who met through one stay together when that one leaves. */
  learn(addresses: readonly string[]): void {
    const known = new Set([...this.own, ...this.known.addresses, ...this.learned]);
    const fresh = addresses.filter((address) => !known.has(address) && this.mayBeTheirs(address));
    if (fresh.length === 0 || this.learned.length >= MAX_LEARNED) return;
    this.learned = [...this.learned, ...fresh].slice(0, MAX_LEARNED);
    this.onMore();
  }

  /**
   * Where a hub answered now. What members told of is remembered only then, and pushes nothing out: there is room, or
   * there is not.
   */
  answered(addresses: readonly string[]): void {
    const met = new Set(addresses);
    const { addresses: before } = this.known;
    const fresh = this.learned.filter((address) => met.has(address) && !before.includes(address));
    const room = MAX_ADDRESSES - before.length;
    if (fresh.length === 0 || room <= 0) return;
    const known = rememberAddresses(this.known, [...before, ...fresh.slice(0, room)], 'member');
    this.known = known;
    this.onRemembered(known);
  }

  /** On this machine itself only where there is nothing else: what a member says must not lead to whatever listens here. */
  private mayBeTheirs(address: string): boolean {
    if (!isPrivateAddress(address)) return false;
    return !isLoopback(address) || this.own.every(isLoopback);
  }
}
