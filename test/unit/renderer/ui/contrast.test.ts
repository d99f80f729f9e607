import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../../renderer/styles/tokens.css', import.meta.url), 'utf8');

/** Both colours of every token, [light, dark], as 0..255 channels. */
const tokens = new Map(
  [...css.matchAll(/(--[\w-]+):\s*light-dark\(\s*(#[0-9a-f]{6})\s*,\s*(#[0-9a-f]{6})\s*\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, [light, dark]] as const,
  ),
);

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function pair(text: string, ground: string, scheme: 0 | 1): number {
  return contrast(tokens.get(text)?.[scheme] ?? '', tokens.get(ground)?.[scheme] ?? '');
}

const GROUNDS = ['--paper', '--panel', '--raised'];
const TEXTS = ['--ink', '--soft', '--accent', '--warn', '--danger'];
const PEOPLE = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `--p${String(number)}`);
const TEXT_PAIRS = [
  ...TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)),
  ['--accent', '--accent-wash'] as const,
  ['--ink', '--accent-wash'] as const,
  ['--danger', '--accent-wash'] as const,
  ['--soft', '--accent-wash'] as const,
  ['--accent-ink', '--accent'] as const,
  ['--danger-ink', '--danger'] as const,
  ['--paper', '--ink'] as const,
  ...PEOPLE.map((person) => ['--on-person', person] as const),
];

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('the %s scheme', (_, scheme) => {
  it.each(TEXT_PAIRS)('%s can be read on %s', (text, ground) => {
    expect(pair(text, ground, scheme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(GROUNDS)('the edge of a control can be seen on %s', (ground) => {
    expect(pair('--line-strong', ground, scheme)).toBeGreaterThanOrEqual(3);
  });
});
