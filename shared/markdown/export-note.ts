/** What an export tells of what Markdown could not express. */
import * as z from 'zod';

/** What became of each thing that could not be written as it is. */
export const NOTE_WORDS = {
  'picture-missing': 'A picture is not kept with this discussion: its place names it.',
  'picture-address': 'A picture whose address no viewer opens: its description stands in its place.',
  'picture-words': 'A picture inside a line or a table: its description stands in its place.',
  'link-address': 'A link to something other than a web page or a mail address: its words stay, the address goes.',
  'merged-cells': 'Merged cells of a table: the others of them are empty.',
  'table-head': 'A table whose head is not its first row: the first row became its head.',
  'cell-blocks': 'Lists, code or headings in a table: their words are paragraphs.',
  'cell-code': 'Code in a table with a backslash before a pipe: it is plain text.',
  'nested-point': 'A point inside something else: its words stay.',
  deep: 'More than 40 levels inside each other: what is deeper became paragraphs.',
  unknown: 'Something made by a newer version of the app: its words stay.',
  signs: 'Signs that no text file holds: replaced or left out.',
} as const;
export type NoteCode = keyof typeof NOTE_WORDS;

export const exportNoteSchema = z.object({
  code: z.enum(Object.keys(NOTE_WORDS) as [NoteCode, ...NoteCode[]]),
  /** Where in the discussion, in words: “Recap, Decision: We meet…”, “Post of Renee: …”. */
  where: z.string(),
  /** How often there. */
  count: z.number(),
});
export type ExportNote = Readonly<z.infer<typeof exportNoteSchema>>;
