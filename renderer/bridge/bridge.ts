/** The only place with `window.recap`: requests become values or coded errors, events become subscriptions. */
import { AppError, isErrorCode } from '../../shared/errors/app-error';
import type { EventChannel, RequestChannel } from '../../shared/ipc/channels';
import type { EventPayload, RecapBridge, Reply, RequestInput, RequestOutput } from '../../shared/ipc/contract';
import type { HandOffOpened } from '../../shared/ipc/hand-off';

declare global {
  interface Window {
    readonly recap?: RecapBridge;
  }
}

type NoInput = { [C in RequestChannel]: undefined extends RequestInput<C> ? C : never }[RequestChannel];

export interface Bridge {
  /** Rejects with AppError: the code that main answered, or `unexpected`. */
  request<C extends NoInput>(channel: C): Promise<RequestOutput<C>>;
  request<C extends RequestChannel>(channel: C, input: RequestInput<C>): Promise<RequestOutput<C>>;
  /** Opens a hand-off file that was dropped on the window. Errors: as handoff.choose. */
  openDropped(file: File): Promise<HandOffOpened>;
  /** Returns the function that ends the subscription. */
  on<C extends EventChannel>(channel: C, listener: (payload: EventPayload<C>) => void): () => void;
}

export function createBridge(raw: RecapBridge | undefined = window.recap): Bridge {
  if (raw === undefined) throw new AppError('unexpected', 'the page was opened outside the app');
  return {
    async request<C extends RequestChannel>(channel: C, input?: RequestInput<C>): Promise<RequestOutput<C>> {
      return answerOf(await raw.request(channel, input as RequestInput<C>));
    },
    openDropped: async (file) => answerOf(await raw.openDropped(file)),
    on: (channel, listener) => raw.on(channel, listener),
  };
}

function answerOf<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.value;
  throw isErrorCode(reply.code)
    ? new AppError(reply.code, reply.detail)
    : new AppError('unexpected', `${reply.code}: ${reply.detail}`);
}
