/**
 * How many UTF-16 code units the UTF-8 text has, which is what Yjs counts as clocks, without making a string of it.
 * @param from where the text begins and ends in the bytes: making a view for each is dear
 * @throws Error for bytes that are not UTF-8
 */
export function utf16Length(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let units = 0;
  let at = from;
  while (at < to) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      units += 1;
      at += 1;
      continue;
    }
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || at + length > to) throw new Error('not UTF-8');
    let point = lead & (0x7f >> length);
    for (let index = 1; index < length; index++) {
      const byte = bytes[at + index] ?? 0;
      if ((byte & 0xc0) !== 0x80) throw new Error('not UTF-8');
      point = (point << 6) | (byte & 0x3f);
    }
    const least = length === 4 ? 0x10000 : length === 3 ? 0x800 : 0x80;
    if (point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) throw new Error('not UTF-8');
    units += length === 4 ? 2 : 1;
    at += length;
  }
  return units;
}
