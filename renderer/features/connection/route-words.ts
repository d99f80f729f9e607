/** The way to another copy, as a person would say it. Pure. */
import type { AddressOrigin } from '../../../shared/model/settings';
import { isPrivateAddress } from '../../../shared/signaling/private-address';
import { assertNever } from '../../../shared/util/assert-never';
import type { LinkFacts } from '../../sync/types';

type Route = NonNullable<LinkFacts['route']>;

/** `direct, on this network · answers in 3 ms`. */
export function routeWords(route: Route): string {
  return [wayWords(route), ...answerWords(route.roundTrip)].join(' · ');
}

function wayWords({ local, remote, address }: Route): string {
  if (local === 'relay' || remote === 'relay') return 'through a relay';
  if (local === 'host' && remote === 'host') return 'direct, on this network';
  // Seen only once the other had answered: the address says whether a router lies between.
  if (local !== 'srflx' && remote !== 'srflx' && isPrivateAddress(address)) return 'direct, on this network';
  return 'direct, through a router';
}

function answerWords(roundTrip: number | null): readonly string[] {
  if (roundTrip === null) return [];
  return [roundTrip < 1 ? 'answers in less than 1 ms' : `answers in ${String(Math.round(roundTrip))} ms`];
}

/** For support. */
export function routeDetail({ local, remote, address, protocol }: Route): string {
  return `${local} to ${remote}, ${protocol}, ${address}`;
}

export function linkName(link: { readonly person: LinkFacts['person'] }): string {
  return link.person?.name ?? 'Somebody';
}

/** How an address came here; empty when nobody knows. */
export function originWords(origin: AddressOrigin | undefined): string {
  switch (origin) {
    case 'invite':
      return 'from the invite';
    case 'hand':
      return 'typed by hand';
    case 'member':
      return 'told by a member';
    case 'nearby':
      return 'found on this network';
    case undefined:
      return '';
    default:
      return assertNever(origin);
  }
}
