/** What could not be taken over from a Markdown file, in words. Pure. */
import { MOST_TOLD, type NotExpressed } from '../../../shared/markdown';
import { count } from '../../ui/words';

const KINDS: Record<NotExpressed['kind'], string> = {
  html: 'HTML, kept as words',
  footnote: 'A footnote, kept as words',
  maths: 'A formula, kept as words',
  directive: 'A directive, kept as words',
  'wiki-link': 'A link between notes, kept as words',
  link: 'A link to a place that cannot be opened from here; its words are kept',
  picture: 'A picture that did not come with the text; its address is kept as words',
  alignment: 'Columns that are set to one side',
  'front-matter': 'A head that is no plain YAML, kept as words',
  nesting: 'Lists or quotations nested more than 100 deep, kept as words',
  signs: 'More signs of Markdown in one paragraph than are read: those in lines are kept as words everywhere',
  'too-long': 'More than a million characters: read, but not looked through for what is missing',
};

const HEADS: Readonly<Record<string, string>> = {
  aliases: 'it repeats parts by reference',
  tags: 'it has tags of its own',
  'too-many': 'it has more than 2,000 values',
  'too-long': 'it is longer than 65,536 characters',
  unreadable: 'it is broken',
};

export function lossLine({ kind, line, text }: NotExpressed): string {
  const more = kind === 'front-matter' ? (HEADS[text] ?? '') : text;
  return `Line ${String(line)}: ${KINDS[kind]}${more === '' ? '' : `: ${more}`}`;
}

export function lossesText(title: string, told: readonly NotExpressed[]): string {
  const more = told.length >= MOST_TOLD ? '\nThere may be more.' : '';
  return `${title}\n${count(told.length, 'thing')} could not be taken over as it was\n\n${told.map(lossLine).join('\n')}${more}\n`;
}
