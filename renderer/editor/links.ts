/** Which addresses may be links. */
const ALLOWED = new Set(['http:', 'https:', 'mailto:']);
const MAX_LENGTH = 4000;

/** The address when it is a well-formed http, https or mailto one, else null. Takes anything: peers send anything. */
export function safeLink(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > MAX_LENGTH) return null;
  const text = value.trim();
  try {
    return ALLOWED.has(new URL(text).protocol) ? text : null;
  } catch {
    return null;
  }
}

/** What a person typed into a link field: `example.org` becomes https, `ann@example.org` a mailto; null if it is no address. */
export function linkFromInput(input: string): string | null {
  const text = input.trim();
  if (text === '') return null;
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/\s:]+:\d+/.test(text)) return safeLink(text);
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return safeLink(`mailto:${text}`);
  return /^[^\s.]+\.[^\s]{2,}|^localhost\b/.test(text) ? safeLink(`https://${text}`) : null;
}

/** The text, when all of it is one http(s) or mailto address: what pasting over a selection turns into a link. */
export function soleLink(text: string): string | null {
  const trimmed = text.trim();
  return /^(https?:\/\/|mailto:)\S+$/i.test(trimmed) ? safeLink(trimmed) : null;
}
