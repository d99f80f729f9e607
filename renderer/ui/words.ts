/** `1 post`, `12 posts`. */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${String(amount)} ${amount === 1 ? one : many}`;
}

/** `Renee`, `Renee and Chris`, `Renee, Chris and 3 others`. */
export function listNames(names: readonly string[], most = 3): string {
  if (names.length <= 1) return names[0] ?? '';
  if (names.length > most) {
    const shown = names.slice(0, most - 1).join(', ');
    return `${shown} and ${String(names.length - most + 1)} others`;
  }
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** As file managers say it. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)} bytes`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let amount = bytes;
  let unit = -1;
  while (amount >= 999.5 && unit < units.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  return `${amount < 9.95 ? amount.toFixed(1) : String(Math.round(amount))} ${units[unit] ?? ''}`;
}
