/** What the window shows, beside the settings and the notebook itself. */
import type { ImportReport } from '../../shared/chats/into-discussions/report';
import type { Boot } from '../../shared/ipc/contract';
import type { HandOffOpened } from '../../shared/ipc/hand-off';
import type { ExportNote, NotExpressed } from '../../shared/markdown';
import type { FilePicture } from '../../shared/model/export-document';
import type { DiscussionId, PostId } from '../../shared/util/brand';
import type { ListedVersion, VersionContent } from '../../shared/versions/types';
import type { Discussion, TrashRef } from '../notebook/types';
import type { HubPort } from '../sync';
import type { Store } from '../ui/store';
import type { History } from './navigation';
import { NOWHERE, startAt } from './navigation';
import type { NotebookSession } from './notebook-session';
import type { Notices } from './notices';
import type { AppPorts } from './ports';
import type { SettingsOwner } from './settings-owner';

/** A text that was opened or dropped; both empty for none. */
export interface OpenedText {
  readonly name: string;
  readonly text: string;
  readonly pictures?: readonly FilePicture[];
}

export type DialogState =
  | { readonly kind: 'share' }
  | { readonly kind: 'join'; readonly link: string }
  | { readonly kind: 'new-notebook' }
  | { readonly kind: 'rename-notebook' }
  | { readonly kind: 'connection' }
  /** A connection carried by hand; `code` is what the app was opened with. */
  | { readonly kind: 'carry'; readonly code: string | null }
  | { readonly kind: 'settings' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'check-data' }
  | { readonly kind: 'about' }
  | { readonly kind: 'palette' }
  | { readonly kind: 'templates'; readonly into: 'recap' | 'new' }
  | { readonly kind: 'save-template' }
  | { readonly kind: 'carry-over' }
  /** `chosen`: the id of the version to begin with. */
  | { readonly kind: 'versions'; readonly chosen: string | null }
  | { readonly kind: 'name-version' }
  | { readonly kind: 'restore-version'; readonly version: ListedVersion; readonly content: VersionContent }
  | { readonly kind: 'export' }
  /** What Markdown could not express of the discussion that was exported. */
  | { readonly kind: 'export-notes'; readonly notes: readonly ExportNote[] }
  | { readonly kind: 'export-notebook' }
  | { readonly kind: 'keep-markdown' }
  | { readonly kind: 'hand-off' }
  /** `chosen`: the id of the backup that has the focus. */
  | { readonly kind: 'backups'; readonly chosen: string | null }
  /** `backup`: the id of the backup that the file is, when it is to be restored. */
  | { readonly kind: 'open-hand-off'; readonly opened: HandOffOpened; readonly backup: string | null }
  | ({ readonly kind: 'import' } & OpenedText)
  /** A file of ours, for the discussion that it was made from. */
  | ({ readonly kind: 'back-in'; readonly id: DiscussionId } & OpenedText)
  /** What of an imported text could not be expressed. */
  | { readonly kind: 'import-report'; readonly title: string; readonly told: readonly NotExpressed[] }
  | { readonly kind: 'chat' }
  | { readonly kind: 'chat-report'; readonly report: ImportReport }
  | { readonly kind: 'delete-forever'; readonly what: readonly TrashRef[]; readonly title: string };

/** True while work in a dialog would be lost if another one took its place. */
export function holdsWork(dialog: DialogState | null): boolean {
  const kind = dialog?.kind;
  return (
    kind === 'import' ||
    kind === 'chat' ||
    kind === 'export-notebook' ||
    kind === 'hand-off' ||
    kind === 'open-hand-off'
  );
}

/** Where the caret should go as soon as the discussion is on screen. */
export type FocusWish =
  | { readonly discussion: DiscussionId; readonly on: 'title' | 'composer' | 'recap' }
  | { readonly discussion: DiscussionId; readonly on: 'post'; readonly post: PostId; readonly passage: string };

export interface AppState {
  readonly boot: Boot;
  readonly history: History;
  readonly dialog: DialogState | null;
  readonly wish: FocusWish | null;
  /** Why the notebook could not be opened; null when it could. */
  readonly failure: unknown;
}

export function initialState(boot: Boot): AppState {
  return { boot, history: startAt(NOWHERE), dialog: null, wish: null, failure: null };
}

/** What the parts of the model work on together. */
export interface AppContext {
  readonly ports: AppPorts;
  /** Makes a hub of one's own to start and stop; there is one behind all of them. */
  readonly hub: () => HubPort;
  readonly mac: boolean;
  readonly state: Store<AppState>;
  readonly settings: SettingsOwner;
  readonly session: NotebookSession;
  readonly notices: Notices;
  /** The discussion on screen; set by the view that binds editors to it. */
  readonly shown: Store<Discussion | null>;
  /** Tells the person what happened, that nothing was lost, and what to do next. */
  readonly report: (error: unknown) => void;
}
