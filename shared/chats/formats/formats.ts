/** Every format that is read, in the order in which a file is tried: what is most certain first. */
import type { ChatFormat } from '../types';
import type { FormatReader } from './format-reader';
import { telegram } from './telegram/telegram';

export const FORMAT_READERS: readonly (readonly [ChatFormat, FormatReader])[] = [['telegram', telegram]];

export function readerOf(format: ChatFormat): FormatReader | null {
  return FORMAT_READERS.find(([name]) => name === format)?.[1] ?? null;
}
