/** Who signed a post. A greeting or thanks to somebody is not a signature. */

const NAME = String.raw`\p{L}[\p{L}\p{M}'’.-]*(?: \p{L}[\p{L}\p{M}'’.-]*){0,2}`;

/** `:) renee` */
const SMILEY = new RegExp(String.raw`^[:;=]['’]?-?[)D\]]+ *[-–—]? *(${NAME})$`, 'u');
/** `Chris (@SourcePOV)` */
const HANDLE = new RegExp(String.raw`^(${NAME}) ?\(@\w+\)$`, 'u');
/** `- Ann`, `— Ann`, `~ann` */
const DASH = new RegExp(`^(?:--|[-–—~]) ?(${NAME})$`, 'u');
/** `Cheers, Ann` */
const CLOSING = new RegExp(
  `^(?:cheers|(?:all the |kind |best )?(?:best|regards|wishes)|sincerely|yours), *(${NAME})$`,
  'iu',
);
/** A closing formula alone on the line before the name. */
const CLOSING_LINE =
  /^(?:(?:many )?thanks|thank you|cheers|(?:all the |kind |best |warm )?(?:best|regards|wishes)|sincerely|yours),$/i;
const ALONE = new RegExp(`^(${NAME})$`, 'u');

/** What people write after a smiley that is no name. */
const NOT_A_NAME =
  /^(?:thanks?|thx|ty|nice|cool|great|good|well|lol|haha|yes|yep|no|nope|ok|okay|agreed|wow|hi|hello|hey|bye|see|have|so|and|but|i|you|we|it|this|that|just|the|a|to|me|sorry|please|love|same|indeed|right|true)\b/i;

const LIST_OR_QUOTE = /^(?:[-–—*•>]|\d+[.)])|["”»]$/;

const MAX_LENGTH = 60;

/** The name in a line that is nothing but a signature, or null. `before` is the line above it, '' when there is none. */
export function signatureInLine(line: string, before: string): string | null {
  if (line.length > MAX_LENGTH) return null;
  const text = line.replace(/\s+/gu, ' ').trim();
  const above = before.slice(-MAX_LENGTH * 2).trim();
  const dashed =
    above !== '' && !LIST_OR_QUOTE.test(above) && !/^[-–—]/.test(before.trimStart()) ? DASH.exec(text) : null;
  const alone = CLOSING_LINE.test(above) ? ALONE.exec(text) : null;
  const name = (SMILEY.exec(text) ?? HANDLE.exec(text) ?? CLOSING.exec(text) ?? dashed ?? alone)?.[1];
  return name === undefined || NOT_A_NAME.test(name) ? null : name;
}

/** The name that a post is signed with in its last line, or null. The last line of several: a single line is no signature. */
export function signatureName(text: string): string | null {
  const trimmed = text.trimEnd();
  const start = trimmed.lastIndexOf('\n');
  if (start < 0) return null;
  const head = trimmed.slice(0, start).trimEnd();
  return signatureInLine(trimmed.slice(start + 1), head.slice(head.lastIndexOf('\n') + 1));
}

const CAPITALISED = /\p{Lu}[\p{L}\p{M}]*/gu;

/**
 * Who signed a text, spelled as in the rest: a name in lower case, `:) renee`, becomes `Renee` where `texts` write it
 * so. The texts are read once, when the first such name turns up.
 */
export function signerReader(texts: () => Iterable<string>): (text: string) => string | null {
  let known: Set<string> | null = null;
  return (text) => {
    const name = signatureName(text);
    if (name === null || name !== name.toLowerCase()) return name;
    known ??= new Set([...texts()].flatMap((other) => other.match(CAPITALISED) ?? []));
    const spelled = name.replace(/(?<![\p{L}\p{M}'’])\p{Ll}/gu, (letter) => letter.toUpperCase());
    const words = spelled.match(CAPITALISED) ?? [];
    const all = known;
    return words.length > 0 && words.every((word) => all.has(word)) ? spelled : name;
  };
}
