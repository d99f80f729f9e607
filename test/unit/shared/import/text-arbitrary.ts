/** Random texts out of lines that the importers look for, and what must not get lost of a text. */
import fc from 'fast-check';

/** The text without white space, byte order marks and lines of dashes, which are no text. */
export function lossless(text: string): string {
  return text.replace(/^[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*$/gm, '').replace(/[\s\uFEFF]+/g, '');
}

const LINES = [
  '',
  '',
  '',
  'Hello there.',
  'Thanks Renee',
  ':) renee',
  'Chris (@SourcePOV)',
  'Views: 3',
  'Reply to This',
  'Replies to This Discussion',
  '© 2015 Somebody',
  '- item',
  '1) first',
  '2) second.',
  'and so on',
  'Note: something',
  '10:30 we met',
  'http://a.b/c',
  '---',
  '***',
  '# Title',
  '## Section',
  '### Part ·',
  '```',
  '~~~',
  '> quote',
  '| a | b |',
  '**bold** text',
  '\uFEFFx',
  '\u200E',
  '\u00A0\u202F',
  '“Quoted.”',
  'Somebody said so."',
  'x'.repeat(250),
  'A sentence that is long. '.repeat(10),
  '<a id="x"></a>',
  '    code',
  '\tx',
  'a:b',
  '…',
];

export const headerlessText = fc
  .array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...LINES) }, { weight: 1, arbitrary: fc.string() }), {
    maxLength: 30,
  })
  .chain((lines) => fc.constantFrom('\n', '\r\n').map((end) => lines.join(end)));
