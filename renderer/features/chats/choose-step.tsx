import { type Ref, useRef } from 'react';
import { Button } from '../../ui/button';
import { chosenFiles } from './given-files';
import type { SourceFile } from './worker-messages';

const FORMATS: readonly (readonly [string, string])[] = [
  ['Slack', 'the zip archive of an export, or its folder'],
  ['Discord', 'JSON of DiscordChatExporter'],
  ['WhatsApp', 'the text of “Export chat”, or its zip archive'],
  ['Telegram', 'result.json of “Export chat history”'],
  ['Zoom, Teams, Meet', 'the transcript of a meeting, a .vtt file'],
  ['IRC', 'a log of any common program'],
  ['Twitter or X', 'the archive of an account'],
  ['Mail', 'an .mbox file, as of a mailing list'],
];

/** Known to every browser, and not to the types. */
const WHOLE_FOLDER = { webkitdirectory: '' };

export interface ChooseStepProps {
  readonly ref: Ref<HTMLButtonElement>;
  readonly onFiles: (files: readonly SourceFile[]) => void;
}

export function ChooseStep({ ref, onFiles }: ChooseStepProps) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement): void => {
    const chosen = chosenFiles(input.files);
    // The same file may be chosen again after it was changed.
    input.value = '';
    if (chosen.length > 0) onFiles(chosen);
  };
  return (
    <>
      <div className="chat-choose">
        <p>Drop the export here, as a file, several files or a folder, or choose it:</p>
        <div className="chat-choose-buttons">
          <Button ref={ref} look="primary" onClick={() => files.current?.click()}>
            Choose files…
          </Button>
          <Button onClick={() => folder.current?.click()}>Choose a folder…</Button>
        </div>
        <input ref={files} type="file" multiple hidden onChange={(event) => take(event.currentTarget)} />
        <input ref={folder} type="file" {...WHOLE_FOLDER} hidden onChange={(event) => take(event.currentTarget)} />
      </div>
      <dl className="chat-formats" aria-label="What can be read">
        {FORMATS.map(([name, what]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
