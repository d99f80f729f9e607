/** Tells plain text that was meant as Markdown from text that only has a star or a dash in it. */
const BLOCKS = [
  /^ {0,3}#{1,6} \S/m,
  /^ {0,3}(`{3,}|~{3,})/m,
  /^ {0,3}> ?\S/m,
  /^ {0,3}\d{1,9}[.)] \S.*\n+ {0,3}\d{1,9}[.)] \S/m,
  /^ *[-*+] \[[ xX]\] /m,
  /^ {0,3}[-*+] \S.*\n+ *[-*+] \S/m,
  /^ {0,3}\|?.*\|.*\n {0,3}\|? *:?-{3,}/m,
  /^ {0,3}(-{3,}|\*{3,})$/m,
];
const INLINES = [
  /\*\*[^\s*][^*\n]*\*\*/,
  /~~[^\s~][^~\n]*~~/,
  /\[[^\]\n]+\]\(\S+?\)/,
  /(^|\s)`[^`\n]+`/,
  /(^|\s)_[^\s_][^_\n]*_(?=$|[\s.,;:!?])/,
];
/** Pasting a book is not pasting notes; its lines go in as they are. Characters. */
const MAX_LENGTH = 2_000_000;

export function looksLikeMarkdown(text: string): boolean {
  if (text.length > MAX_LENGTH) return false;
  const normal = text.replace(/\r\n?/g, '\n');
  return BLOCKS.some((pattern) => pattern.test(normal)) || INLINES.some((pattern) => pattern.test(normal));
}
