/** The text of a mail in parts: own words, quotes in between, the mail that is answered below, footers of lists. */
import type { RichTextNode } from '../../../model/rich-text';
import { MAX_NESTING } from '../../limits';
import { plainBlocks } from '../../words/body';

export interface MailParts {
  /** Own words with the quotes among them. */
  readonly lines: readonly string[];
  /** The whole mail that is answered, quoted below the own words, with the line that introduces it; empty for none. */
  readonly tail: readonly string[];
}

const QUOTED = /^>/;
/** `On Wed, Aug 12, 2009, Ann wrote:` in a few languages, on one line or two. */
const INTRODUCES =
  /(?:\b(?:wrote|schrieb|escribió|ha scritto|escreveu|schreef|skrev|napisał\(?a?\)?|kirjoitti)\b|écrit|пишет|написала?|写道|さんは書きました)[^:]{0,120}[:：]\s{0,3}$/iu;
const ORIGINAL =
  /^-{2,10} ?(?:Original Message|Ursprüngliche Nachricht|Message d'origine|Mensaje original|Messaggio originale|Mensagem original|Oorspronkelijk bericht|Forwarded message) ?-{2,10}\s{0,3}$/i;
const HEADER_BLOCK = /^(?:From|Von|De|Da|Van): .{1,300}$/;
const SENT = /^(?:Sent|Gesendet|Date|Datum|Envoyé|Enviado|Inviato|Verzonden): .{1,300}$/;
/** Below this, lists and their programs speak. */
const FOOTER_RULE = /^_{20,100}\s{0,3}$/;
const FOOTER =
  /(?:mailing list|unsubscribe|mailman\/listinfo|listinfo|You received this message because you are subscribed)/i;
const LONGEST_FOOTER = 15;

function isIntroduction(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (line.length > 400) return false;
  return INTRODUCES.test(line);
}

function withoutFooter(lines: readonly string[]): readonly string[] {
  const from = Math.max(0, lines.length - LONGEST_FOOTER);
  for (let at = lines.length - 1; at >= from; at -= 1) {
    const line = lines[at] ?? '';
    const isRule = FOOTER_RULE.test(line) || /^--\s?$/.test(line);
    if (isRule && lines.slice(at + 1, at + 6).some((below) => FOOTER.test(below))) return lines.slice(0, at);
  }
  return lines;
}

/** Where the mail that is answered begins below the own words; the length when it does not. */
function tailStart(lines: readonly string[]): number {
  for (const [at, line] of lines.entries()) {
    if (ORIGINAL.test(line)) return at;
    if (HEADER_BLOCK.test(line) && lines.slice(at + 1, at + 4).some((below) => SENT.test(below))) return at;
  }
  let at = lines.length;
  while (at > 0 && (QUOTED.test(lines[at - 1] ?? '') || (lines[at - 1] ?? '').trim() === '')) at -= 1;
  if (!lines.slice(at).some((line) => QUOTED.test(line))) return lines.length;
  if (at > 0 && isIntroduction(lines, at - 1)) {
    at -= 1;
    // `On Wed, 12 Aug 2009 at 20:14, Ann <ann@example.org>` and `wrote:` on the next line.
    const above = lines[at - 1] ?? '';
    if (/^(?:On|Am|Le|El|Il|Em|Op|Den|W dniu) /.test(above) && !/[.!?]$/.test(above.trim())) at -= 1;
    return at;
  }
  return at;
}

export function mailParts(text: string): MailParts {
  const lines = withoutFooter(text.split(/\r\n|[\r\n]/));
  const start = tailStart(lines);
  const own = withoutFooter(lines.slice(0, start));
  return own.every((line) => line.trim() === '') ? { lines, tail: [] } : { lines: own, tail: lines.slice(start) };
}

/** Lines as blocks, those with `>` in front as quotes inside each other. */
export function mailBlocks(lines: readonly string[], depth = 0): RichTextNode[] {
  const blocks: RichTextNode[] = [];
  let own: string[] = [];
  let quoted: string[] = [];
  const close = () => {
    blocks.push(...plainBlocks(own.join('\n')));
    const inner = quoted.length === 0 ? [] : mailBlocks(quoted, depth + 1);
    if (inner.length > 0) blocks.push({ type: 'blockquote', content: inner });
    own = [];
    quoted = [];
  };
  for (const line of lines) {
    if (QUOTED.test(line) && depth < MAX_NESTING) {
      if (own.length > 0) close();
      quoted.push(line.replace(/^> ?/, ''));
    } else {
      if (quoted.length > 0) close();
      own.push(line);
    }
  }
  close();
  return blocks;
}

/** Own paragraphs as they are, without the lines that introduce quotes: who wrote them shows above. */
export const withoutIntroductions = (lines: readonly string[]): string[] =>
  lines.filter((_, at) => !(isIntroduction(lines, at) && QUOTED.test(nextFilled(lines, at + 1))));

function nextFilled(lines: readonly string[], from: number): string {
  return lines.slice(from, from + 3).find((line) => line.trim() !== '') ?? '';
}
