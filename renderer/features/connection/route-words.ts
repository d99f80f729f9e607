/** The way to another copy, as a person would say it. Pure. */
import { isPrivateAddress } from '../../../shared/signaling/private-address';
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
