import { type ClipboardEvent, type DragEvent, type ReactNode, useState } from 'react';
import { AppError } from '../../shared/errors/app-error';
import { Button } from './button';
import { CameraView } from './camera-view';
import { classNames } from './class-names';
import { readQrPicture } from './qr-read';
import './code-reader.css';

/** A photograph of a phone is 5 MB; more is no picture of a code. Agrees with files/too-large. */
const MAX_PICTURE = 20 * 1024 * 1024;
/** Longer text is no code. Agrees with files.saveText. */
const MAX_TEXT = 40_000;

export type OpenedCode =
  | { readonly status: 'text'; readonly text: string }
  | { readonly status: 'picture'; readonly type: string; readonly bytes: Uint8Array }
  | { readonly status: 'cancelled' };

export interface CodeReaderProps {
  /** The native dialog for a text file or a picture. */
  readonly openFile: () => Promise<OpenedCode>;
  /** What a file, a picture or the camera held; not looked at any further. */
  readonly onCode: (text: string) => void;
  /** Errors: camera/*, code/none-in-picture, files/*. */
  readonly onError: (error: unknown) => void;
  /** The field for a code that is typed or pasted as text; pictures may be pasted and dropped on it. */
  readonly children: ReactNode;
}

/** Gets a code (an invite, a hand-carried connection) from text, a file, a picture or the camera. */
export function CodeReader({ openFile, onCode, onError, children }: CodeReaderProps) {
  const [camera, setCamera] = useState(false);
  const [over, setOver] = useState(false);
  const [reading, setReading] = useState(false);

  const take = (work: Promise<string | null>): void => {
    setReading(true);
    work.then((text) => text !== null && onCode(text), onError).finally(() => setReading(false));
  };
  const onPaste = (event: ClipboardEvent): void => {
    const [file] = event.clipboardData.files;
    if (file === undefined) return;
    event.preventDefault();
    take(readFile(file));
  };
  const onDrop = (event: DragEvent): void => {
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file === undefined) return;
    event.preventDefault();
    take(readFile(file));
  };
  const onDragOver = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  };

  return (
    <section
      className={classNames('ui-code-reader', over && 'ui-code-reader-over')}
      aria-label="Code"
      data-takes-files
      onPaste={onPaste}
      onDrop={onDrop}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
    >
      {children}
      <div className="ui-code-reader-ways">
        <Button onClick={() => take(openFile().then(readOpened))}>Open file…</Button>
        <Button aria-pressed={camera} onClick={() => setCamera(true)} disabled={camera}>
          Scan with camera…
        </Button>
        <p role="status">{reading ? 'Reading…' : 'A picture of a QR code can be pasted or dropped here too.'}</p>
      </div>
      {camera && (
        <CameraView
          onCode={(text) => {
            setCamera(false);
            onCode(text);
          }}
          onError={(error) => {
            setCamera(false);
            onError(error);
          }}
          onStop={() => setCamera(false)}
        />
      )}
    </section>
  );
}

async function readOpened(opened: OpenedCode): Promise<string | null> {
  switch (opened.status) {
    case 'cancelled':
      return null;
    case 'text':
      return opened.text;
    case 'picture':
      return codeIn(new Blob([opened.bytes.slice()], { type: opened.type }));
  }
}

function readFile(file: File): Promise<string> {
  if (file.type.startsWith('image/')) return codeIn(file);
  if (file.size > MAX_TEXT) return Promise.reject(new AppError('files/too-large', file.name));
  return file.text();
}

async function codeIn(picture: Blob): Promise<string> {
  if (picture.size > MAX_PICTURE) throw new AppError('files/too-large');
  const text = await readQrPicture(picture);
  if (text === null) throw new AppError('code/none-in-picture');
  return text;
}
