/** Who may call the main process: the top frame of the app's own window, showing the app's own page. */
import { isOfOrigin, type PageOrigin } from '../app/origin';

export interface SenderFrame {
  readonly url: string;
  /** Null for a top frame. */
  readonly parent: unknown;
}

export interface Sender {
  readonly contentsId: number;
  /** Null when the frame is gone. */
  readonly frame: SenderFrame | null;
}

export function isTrustedSender(
  page: PageOrigin,
  windowContentsId: number | null,
  { contentsId, frame }: Sender,
): boolean {
  return windowContentsId === contentsId && frame !== null && frame.parent === null && isOfOrigin(page, frame.url);
}
