/** Records that are nearly JSON, as programs write them that put their JSON together by hand. */

/**
 * `\x0A`, which Telegram Desktop writes for control characters, becomes `\u000A`, and control characters that stand
 * in a string as they are become such escapes too. Everything else stays. Linear.
 */
export function repairJson(text: string): string {
  const parts: string[] = [];
  let copied = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) inString = !inString;
    else if (!inString) continue;
    else if (code === 0x5c) {
      if (text[at + 1] === 'x') {
        parts.push(text.slice(copied, at), '\\u00');
        copied = at + 2;
      }
      at += 1;
    } else if (code < 0x20) {
      parts.push(text.slice(copied, at), `\\u00${code.toString(16).padStart(2, '0')}`);
      copied = at + 1;
    }
  }
  return copied === 0 ? text : parts.join('') + text.slice(copied);
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object that a text is, if need be repaired; null when it is none. */
export function parseRecord(text: string): JsonObject | null {
  for (const attempt of [() => text, () => repairJson(text)]) {
    try {
      const value: unknown = JSON.parse(attempt());
      return isObject(value) ? value : null;
    } catch {
      // Tried once more, repaired.
    }
  }
  return null;
}
