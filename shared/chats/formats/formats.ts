/** Every format that is read, in the order in which a file is tried: what is most certain first. */
import type { ChatFormat } from '../types';
import { discord } from './discord/discord';
import type { FormatReader } from './format-reader';
import { irc } from './irc/irc';
import { mbox } from './mbox/mbox';
import { slack } from './slack/slack';
import { telegram } from './telegram/telegram';
import { twitter } from './twitter/twitter';
import { webvtt } from './webvtt/webvtt';
import { whatsapp } from './whatsapp/whatsapp';

export const FORMAT_READERS: readonly (readonly [ChatFormat, FormatReader])[] = [
  ['webvtt', webvtt],
  ['mbox', mbox],
  ['twitter', twitter],
  ['discord', discord],
  ['telegram', telegram],
  ['slack', slack],
  ['irc', irc],
  ['whatsapp', whatsapp],
];

export function readerOf(format: ChatFormat): FormatReader | null {
  return FORMAT_READERS.find(([name]) => name === format)?.[1] ?? null;
}
