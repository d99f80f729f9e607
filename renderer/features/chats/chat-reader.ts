/** The page's end of the worker that reads a chat: one worker for each chat, ended to leave off. */
import type { ChatOverview, ChatPreview, ImportChoices } from '../../../shared/chats/into-discussions/choices';
import type { ImportReport } from '../../../shared/chats/into-discussions/report';
import type { ChatFormat, DateOrder } from '../../../shared/chats/types';
import { AppError } from '../../../shared/errors/app-error';
import type { BuiltDiscussion, ImportedDiscussion } from '../../../shared/model/imported-discussion';
import type { DiscussionId } from '../../../shared/util/brand';
import type { FromWorker, SourceFile, ToWorker } from './worker-messages';

/** The part of a Worker that is used. */
export interface ReadingWorker {
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
  postMessage(message: ToWorker): void;
  terminate(): void;
}

export interface Storing {
  /** Told of all discussions that are to come, before the first. */
  begin(ids: readonly DiscussionId[]): Promise<void>;
  /** A few are under way at a time. */
  keep(discussion: BuiltDiscussion): Promise<void>;
}

interface Task {
  readonly take: (message: FromWorker) => void;
  readonly fail: (error: unknown) => void;
}

const leftOff = (): DOMException => new DOMException('left off', 'AbortError');

export class ChatReader {
  private readonly worker: ReadingWorker;
  private task: Task | null = null;
  private turn = 0;
  private onPreview: ((preview: ChatPreview) => void) | null = null;
  private ended = false;

  constructor(start: () => ReadingWorker) {
    this.worker = start();
    this.worker.onmessage = ({ data }) => this.took(data);
    const stopped = (): void => this.stop(new AppError('chats/stopped'));
    this.worker.onerror = stopped;
    this.worker.onmessageerror = stopped;
  }

  recognise(files: readonly SourceFile[]): Promise<ChatFormat | null> {
    return this.ask({ kind: 'recognise', files }, (message, answer) => {
      if (message.kind === 'recognised') answer(message.format);
    });
  }

  /** Null where nothing in the files is a chat. */
  read(
    files: readonly SourceFile[],
    dateOrder: DateOrder | null,
    onProgress: (done: number, all: number | null) => void,
  ): Promise<ChatOverview | null> {
    return this.ask({ kind: 'read', files, dateOrder }, (message, answer) => {
      if (message.kind === 'progress') onProgress(message.done, message.all);
      if (message.kind === 'read') answer(message.overview);
    });
  }

  /** Answers the choices that were asked for last; earlier ones are not answered any more. */
  preview(choices: ImportChoices, onPreview: (preview: ChatPreview) => void): void {
    this.turn += 1;
    this.onPreview = onPreview;
    this.worker.postMessage({ kind: 'preview', turn: this.turn, choices });
  }

  create(choices: ImportChoices, by: ImportedDiscussion['by'], at: number, storing: Storing): Promise<ImportReport> {
    this.turn += 1;
    const { turn } = this;
    return this.ask({ kind: 'create', turn, choices, by, at }, (message, answer, fail) => {
      // One that was left off may have had something under way.
      if (!('turn' in message) || message.turn !== turn) return;
      const next = (stored: Promise<void>): void => {
        stored.then(() => this.task !== null && this.worker.postMessage({ kind: 'stored', turn }), fail);
      };
      if (message.kind === 'planned') next(storing.begin(message.ids));
      if (message.kind === 'built') next(storing.keep(message.discussion));
      if (message.kind === 'done') answer(message.report);
    });
  }

  get isEnded(): boolean {
    return this.ended;
  }

  /** Creating rejects; the chat stays. */
  leaveOff(): void {
    this.worker.postMessage({ kind: 'leave-off' });
    this.task?.fail(leftOff());
  }

  /** What is under way rejects. */
  end(): void {
    this.stop(leftOff());
  }

  private ask<T>(
    question: ToWorker,
    take: (message: FromWorker, answer: (value: T) => void, fail: (error: unknown) => void) => void,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.ended) return reject(new AppError('chats/stopped'));
      const end = (): void => {
        this.task = null;
      };
      const fail = (error: unknown): void => {
        end();
        reject(error);
      };
      const answer = (value: T): void => {
        end();
        resolve(value);
      };
      this.task = { take: (message) => take(message, answer, fail), fail };
      this.worker.postMessage(question);
    });
  }

  private took(message: FromWorker): void {
    if (message.kind === 'failed') this.task?.fail(new AppError(message.code, message.detail));
    else if (message.kind !== 'preview') this.task?.take(message);
    else if (message.turn === this.turn) this.onPreview?.(message.preview);
  }

  private stop(error: unknown): void {
    if (this.ended) return;
    this.ended = true;
    this.worker.terminate();
    this.onPreview = null;
    this.task?.fail(error);
  }
}
