/** Discussions out as Markdown and in again, beside writing the same bytes to files. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { splitText, toNewPosts, toParts, toRecap } from '../../shared/import';
import { exportMarkdown } from '../../shared/markdown';
import { type ExportDocument, type ExportPost, NO_PARTS } from '../../shared/model/export-document';
import type { RichText, RichTextMark, RichTextNode } from '../../shared/model/rich-text';
import { sentence } from './seed';
import { type Row, spreadOf } from './statistics';

const MB = 1e6;
const DISCUSSIONS = 400;
const POSTS = 20;
const RUNS = 5;
const START = Date.UTC(2009, 7, 12, 20, 14);
const NAMES = ['Renee', 'Paul', 'Ann-Marie', 'Cem'];

const words = (text: string, ...marks: RichTextMark[]): RichTextNode => ({
  type: 'text',
  text,
  marks,
});
const paragraph = (...content: RichTextNode[]): RichTextNode => ({
  type: 'paragraph',
  content,
});

/** Posts as people write them: most are plain sentences, with punctuation; some are bold, have links, lists or code. */
function body(seed: number): RichTextNode[] {
  const said = (at: number) => `“${sentence(seed + at)}”, it’s ${sentence(seed * 3 + at)} (see #${seed}).`;
  const first = paragraph(words(`${said(1)} ${said(2)} ${said(3)}`));
  switch (seed % 8) {
    case 1:
      return [paragraph(words(said(4)), { type: 'hardBreak' }, words(said(5), { type: 'bold' }), words(' so.')), first];
    case 3: {
      const link: RichTextMark = {
        type: 'link',
        attrs: { href: `https://example.org/a_b?n=${seed}` },
      };
      return [first, paragraph(words('Read '), words(sentence(seed), link), words(' first.'))];
    }
    case 5: {
      const items = [6, 7, 8].map((at) => ({
        type: 'listItem',
        content: [paragraph(words(said(at)))],
      }));
      return [first, { type: 'bulletList', content: items }];
    }
    case 7:
      return [first, { type: 'blockquote', content: [paragraph(words(said(9)))] }, paragraph(words(said(10)))];
    default:
      return [first];
  }
}

function recap(seed: number): RichText {
  const point = (at: number): RichTextNode => ({
    type: 'point',
    attrs: {
      kind: ['takeaway', 'decision', 'action', 'question', 'quote'][at % 5],
      id: `point-${at}`,
    },
    content: [
      paragraph(words(`${sentence(seed + at)}, ${sentence(seed * 7 + at)}.`)),
      {
        type: 'cite',
        attrs: { post: `post-${at}`, passage: '', label: 'Renee, Wed 20:14' },
      },
    ],
  });
  const heading = (at: number): RichTextNode => ({
    type: 'heading',
    attrs: { level: 1 },
    content: [words(sentence(seed + at))],
  });
  const sections = [0, 5, 10].flatMap((at) => [heading(at), ...[0, 1, 2, 3, 4].map((index) => point(at + index))]);
  return { type: 'doc', content: sections };
}

export function testDiscussion(index: number): ExportDocument {
  const post = (at: number): ExportPost => ({
    id: `post-${at}`,
    author: `a${at % 4}`,
    authorName: NAMES[at % 4] ?? '',
    createdAt: START + at * 61_007,
    editedAt: null,
    replyTo: at % 3 === 0 ? null : `post-${at - 1}`,
    deleted: false,
    body: { type: 'doc', content: body(index * POSTS + at) },
  });
  return {
    id: `d${index}`,
    title: sentence(index),
    notebookName: 'Bench',
    status: 'finished',
    createdAt: START,
    participants: NAMES,
    contributors: NAMES,
    posts: Array.from({ length: POSTS }, (_, at) => post(at)),
    recap: recap(index),
    parts: NO_PARTS,
  };
}

/** MB/s of one pass, over and over. */
async function speeds(bytes: number, pass: () => void | Promise<void>): Promise<number[]> {
  const found: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const began = performance.now();
    await pass();
    found.push(bytes / MB / ((performance.now() - began) / 1000));
  }
  return found;
}

export async function measureMarkdown(): Promise<Row[]> {
  const documents = Array.from({ length: DISCUSSIONS }, (_, index) => testDiscussion(index));
  const write = (one: ExportDocument) => exportMarkdown(one, 'discussion', { imageUrl: (src) => src });
  const files = documents.map(write);
  const bytes = files.reduce((sum, file) => sum + Buffer.byteLength(file), 0);
  const out = await speeds(bytes, () => {
    for (const one of documents) write(one);
  });
  const back = await speeds(bytes, () => {
    for (const file of files) {
      const draft = splitText(file);
      toRecap(draft);
      toParts(draft);
      toNewPosts(draft, { withRecap: false });
    }
  });
  const folder = await mkdtemp(join(tmpdir(), 'recap-bench-'));
  try {
    const floor = await speeds(bytes, async () => {
      for (const [index, file] of files.entries()) await writeFile(join(folder, `${index}.md`), file);
    });
    return [
      {
        what: `${DISCUSSIONS} discussions, ${(bytes / MB).toFixed(1)} MB, to Markdown; floor: writing the files`,
        ours: spreadOf(out),
        floor: spreadOf(floor),
        unit: 'MB/s',
        aim: { least: 20 },
      },
      {
        what: '… and read back',
        ours: spreadOf(back),
        floor: null,
        unit: 'MB/s',
        aim: null,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
