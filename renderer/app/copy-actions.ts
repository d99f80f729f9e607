/** What a person takes to other programs by the clipboard: a recap, a point, a post, or what is selected. */
import { AppError } from '../../shared/errors/app-error';
import { dataPictures, letterHtml, recapLetter } from '../../shared/html';
import {
  exportMarkdown,
  PLAIN_POINTS,
  type PointWriting,
  pointWriting,
  serialiseRichText,
} from '../../shared/markdown';
import { type CopiedText, type Copy, type CopyFormat, selectedText } from '../editor';
import type { Discussion } from '../notebook/types';
import type { AppContext } from './app-state';

export interface CopyActions {
  readonly text: Copy;
  /** What is selected, the block with the caret, or else `otherwise`. */
  selection(format: CopyFormat, otherwise: () => CopiedText | null): void;
  recap(format: CopyFormat): void;
}

/** Both flavours of a copy. Programs that know no form take the Markdown. */
interface Flavours {
  readonly markdown: string;
  readonly html: string;
}

const HOW: Readonly<Record<CopyFormat, string>> = {
  markdown: 'Paste it anywhere, as Markdown.',
  rich: 'Paste it into a letter or a document.',
};

async function write({ markdown, html }: Flavours, format: CopyFormat): Promise<void> {
  const blob = (type: string, content: string): Blob => new Blob([content], { type });
  try {
    if (format === 'markdown') await navigator.clipboard.writeText(markdown);
    else {
      const kinds = { 'text/html': blob('text/html', html), 'text/plain': blob('text/plain', markdown) };
      await navigator.clipboard.write([new ClipboardItem(kinds)]);
    }
  } catch (error) {
    throw new AppError('clipboard/refused', String(error), { cause: error });
  }
}

/** Nothing in it leads to where it comes from: citations are words, and points are for reading only. */
function pointsOf(discussion: Discussion): PointWriting {
  return { ...PLAIN_POINTS, ...pointWriting(discussion.export(), null), marks: false, anchor: () => null };
}

export function createCopyActions({ shown, notices, report }: AppContext): CopyActions {
  /** One word about the clipboard at a time: only the last is true. */
  let takeAway = (): void => undefined;
  const tell = (title: string, detail: string): void => {
    takeAway();
    takeAway = notices.tell({ tone: 'info', title, detail });
  };
  const put = (discussion: Discussion, name: string, format: CopyFormat, make: (of: Discussion) => Flavours): void => {
    write(make(discussion), format).then(() => {
      tell(`${name} is on the clipboard`, HOW[format]);
    }, report);
  };
  // There is no folder for pictures beside what is on the clipboard, so they travel inside it.
  const picturesOf = (discussion: Discussion) => dataPictures((hash) => discussion.asset(hash));

  const text: Copy = ({ body, name }, format) => {
    const discussion = shown.get();
    if (discussion === null) return;
    put(discussion, name, format, (of) => {
      const pictures = picturesOf(of);
      const points = pointsOf(of);
      return {
        markdown: serialiseRichText(body, { imageUrl: (src) => pictures(src) ?? src, points }),
        html: letterHtml(body, { pictures, points }),
      };
    });
  };

  return {
    text,
    selection(format, otherwise) {
      const found = selectedText() ?? otherwise();
      if (found !== null) text(found, format);
      else tell('There is nothing to copy here', 'Select words, put the caret into a block, or go to a post.');
    },
    recap(format) {
      const discussion = shown.get();
      if (discussion === null) return;
      put(discussion, 'The recap', format, (of) => {
        const pictures = picturesOf(of);
        const document = of.export();
        return {
          markdown: exportMarkdown(document, 'recap', { imageUrl: (src) => pictures(src) ?? src, marks: false }),
          html: recapLetter(document, { pictures, points: pointsOf(of) }),
        };
      });
    },
  };
}
