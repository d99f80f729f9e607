/** The addresses of other copies that a notebook remembers, each with where it came from. Pure. */
import type { AddressOrigin, NotebookEntry } from './settings';

/** As an entry holds them. */
export type RememberedAddresses = Pick<NotebookEntry, 'addresses' | 'origins'>;

export type Origins = Readonly<Record<string, AddressOrigin>>;

export interface KnownAddresses {
  readonly addresses: readonly string[];
  readonly origins: Origins;
}

/** Undefined for what an older version remembered. Whoever wrote an invite chose its words: only own keys count. */
export function originOf(origins: Origins, address: string): AddressOrigin | undefined {
  return Object.hasOwn(origins, address) ? origins[address] : undefined;
}

/** These addresses and no others: what was known keeps its origin, what is new came from `origin`. */
export function rememberAddresses(
  known: KnownAddresses,
  addresses: readonly string[],
  origin: AddressOrigin,
): RememberedAddresses {
  const before = new Set(known.addresses);
  const origins = addresses.flatMap((address): [string, AddressOrigin][] => {
    const from = before.has(address) ? originOf(known.origins, address) : origin;
    return from === undefined ? [] : [[address, from]];
  });
  return { addresses: [...addresses], origins: Object.fromEntries(origins) };
}
