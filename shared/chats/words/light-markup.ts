/**
 * The light markup of chat programs, `*bold*` and the like, as inline nodes. Each program brings its own signs; what is
 * not closed stays as it was written. Linear in the text's length, whatever stands in it.
 */
import type { RichTextMark, RichTextNode } from '../../model/rich-text';
import { textNode } from './body';

export interface Sign {
  /** As written, `**`. */
  readonly sign: string;
  /** Name of the mark; null for what posts do not have: the words are kept, the signs go. */
  readonly mark: string | null;
  /** Only between words, never inside one: `snake_case_name`. */
  readonly atWords: boolean;
}

export interface Piece {
  readonly nodes: readonly RichTextNode[];
  /** Characters that it took. */
  readonly length: number;
}

export interface Markup {
  /** What anything but plain text begins with; global. */
  readonly special: RegExp;
  /** Longer signs first. */
  readonly signs: readonly Sign[];
  readonly escapes: boolean;
  /** What begins with this character may be a mention, a link or the like; null when it is not. */
  readonly pieces: Readonly<Record<string, (text: string, at: number) => Piece | null>>;
}

type Token =
  | { readonly kind: 'node'; readonly node: RichTextNode }
  | { readonly kind: 'sign'; readonly sign: Sign; readonly edge: 'open' | 'close'; matched: boolean };

const isWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}]/u.test(char);
const isSpace = (char: string | undefined) => char === undefined || /\s/.test(char);

class MarkupReader {
  private readonly tokens: Token[] = [];
  private readonly open = new Map<string, number>();
  private plain = 0;
  private at = 0;
  private lastTick: number | null = null;

  constructor(
    private readonly text: string,
    private readonly markup: Markup,
  ) {}

  read(): RichTextNode[] {
    const { text, markup } = this;
    for (;;) {
      this.at = this.nextSpecial();
      if (this.at >= text.length) break;
      const char = text[this.at] ?? '';
      const next = text[this.at + 1];
      if (markup.escapes && char === '\\' && next !== undefined && /[!-/:-@[-`{-~]/.test(next)) {
        this.flush();
        this.plain = this.at + 1;
        this.at += 2;
      } else if (char === '`' && this.code()) {
        // Taken whole.
      } else if (Object.hasOwn(markup.pieces, char) && this.piece(char)) {
        // Taken whole.
      } else if (!this.sign()) this.at += 1;
    }
    this.flush();
    return this.nodes();
  }

  /** Plain text is passed over in one go. */
  private nextSpecial(): number {
    const { special } = this.markup;
    special.lastIndex = this.at;
    return special.exec(this.text)?.index ?? this.text.length;
  }

  private flush(): void {
    if (this.plain < this.at) this.tokens.push({ kind: 'node', node: textNode(this.text.slice(this.plain, this.at)) });
    this.plain = this.at;
  }

  private take(nodes: readonly RichTextNode[], length: number): void {
    this.flush();
    for (const node of nodes) this.tokens.push({ kind: 'node', node });
    this.at += length;
    this.plain = this.at;
  }

  /** `code`, to the next tick of the text; there is none after the last one, which is looked for once. */
  private code(): boolean {
    this.lastTick ??= this.text.lastIndexOf('`');
    const double = this.text.startsWith('``', this.at) ? 2 : 1;
    const start = this.at + double;
    if (start > this.lastTick) return false;
    const end = this.text.indexOf('`', start);
    const code = this.text.slice(start, end);
    if (code.trim() === '' || (double === 2 && this.text[end + 1] !== '`')) return false;
    this.take([textNode(code, [{ type: 'code' }])], double + code.length + double);
    return true;
  }

  private piece(char: string): boolean {
    const piece = this.markup.pieces[char]?.(this.text, this.at) ?? null;
    if (piece === null) return false;
    this.take(piece.nodes, piece.length);
    return true;
  }

  private sign(): boolean {
    const { text, at } = this;
    const candidates = this.markup.signs.filter((candidate) => text.startsWith(candidate.sign, at));
    const closing = this.closing(candidates);
    const sign = closing ?? candidates[0];
    if (sign === undefined) return false;
    const before = text[at - 1];
    const after = text[at + sign.sign.length];
    const opened = this.open.get(sign.sign);
    const closes = closing !== null && opened !== undefined;
    const opens = !isSpace(after) && !(sign.atWords && isWord(before));
    if (!closes && (!opens || opened !== undefined)) {
      this.at += sign.sign.length;
      return true;
    }
    this.flush();
    this.tokens.push({ kind: 'sign', sign, edge: closes ? 'close' : 'open', matched: closes });
    if (closes) this.close(sign, opened);
    else this.open.set(sign.sign, this.tokens.length - 1);
    this.at += sign.sign.length;
    this.plain = this.at;
    return true;
  }

  /** Of signs that could close here the one of exactly this length, `**` of `*a **b** c*`, else the innermost. */
  private closing(candidates: readonly Sign[]): Sign | null {
    const { text, at } = this;
    const closable = candidates.filter((sign) => {
      const opened = this.open.get(sign.sign);
      return (
        opened !== undefined &&
        !isSpace(text[at - 1]) &&
        !(sign.atWords && isWord(text[at + sign.sign.length])) &&
        !(opened === this.tokens.length - 1 && this.plain === at)
      );
    });
    if (closable.length < 2) return closable[0] ?? null;
    let run = 1;
    while (text[at + run] === text[at] && run < 4) run += 1;
    const exact = closable.find((sign) => sign.sign.length === run);
    return exact ?? closable.toSorted((a, b) => (this.open.get(b.sign) ?? 0) - (this.open.get(a.sign) ?? 0))[0] ?? null;
  }

  /** What was opened inside and not closed is no sign. */
  private close(sign: Sign, opened: number): void {
    const opening = this.tokens[opened];
    if (opening?.kind === 'sign') opening.matched = true;
    this.open.delete(sign.sign);
    for (const [other, index] of this.open) if (index > opened) this.open.delete(other);
  }

  private nodes(): RichTextNode[] {
    const result: RichTextNode[] = [];
    const marks: (string | null)[] = [];
    for (const token of this.tokens) {
      if (token.kind === 'node') result.push(marked(token.node, marks));
      else if (!token.matched) result.push(marked(textNode(token.sign.sign), marks));
      else if (token.edge === 'open') marks.push(token.sign.mark);
      else marks.splice(marks.lastIndexOf(token.sign.mark), 1);
    }
    return result;
  }
}

function marked(node: RichTextNode, names: readonly (string | null)[]): RichTextNode {
  const marks = names.flatMap((type): RichTextMark[] => (type === null ? [] : [{ type }]));
  return node.type !== 'text' || marks.length === 0 ? node : { ...node, marks: [...(node.marks ?? []), ...marks] };
}

export function readMarkup(text: string, markup: Markup): RichTextNode[] {
  markup.special.lastIndex = 0;
  if (!markup.special.test(text)) return text === '' ? [] : [textNode(text)];
  return new MarkupReader(text, markup).read();
}
