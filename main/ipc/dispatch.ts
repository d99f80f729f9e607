/** Answers one request of a page: sender, channel, input and output are checked; every refusal has a code. Pure of Electron. */

import type * as z from 'zod';
import { toAppError } from '../../shared/errors/app-error';
import type { ErrorCode } from '../../shared/errors/codes';
import { REQUEST_CHANNELS, type RequestChannel } from '../../shared/ipc/channels';
import { type Reply, requests } from '../../shared/ipc/contract';

export type HandlerInput<C extends RequestChannel> = z.output<(typeof requests)[C]['input']>;
export type HandlerOutput<C extends RequestChannel> = z.input<(typeof requests)[C]['output']>;
/** A handler throws AppError for what a person can meet; anything else becomes `unexpected`. */
export type Handler<C extends RequestChannel> = (
  input: HandlerInput<C>,
) => Promise<HandlerOutput<C>> | HandlerOutput<C>;
export type Handlers = { readonly [C in RequestChannel]: Handler<C> };

export interface DispatchOptions<Sender> {
  readonly handlers: Handlers;
  readonly isTrusted: (sender: Sender) => boolean;
  /** Told of every failure and refusal, for the log. */
  readonly failed: (channel: string, code: ErrorCode, detail: string) => void;
}

export type Dispatch<Sender> = (channel: string, sender: Sender, input: unknown) => Promise<Reply<unknown>>;

function isRequestChannel(channel: string): channel is RequestChannel {
  return (REQUEST_CHANNELS as readonly string[]).includes(channel);
}

export function createDispatch<Sender>({ handlers, isTrusted, failed }: DispatchOptions<Sender>): Dispatch<Sender> {
  const refuse = (channel: string, code: ErrorCode, detail: string): Reply<never> => {
    failed(channel, code, detail);
    return { ok: false, code, detail };
  };

  async function run<C extends RequestChannel>(channel: C, input: unknown): Promise<Reply<unknown>> {
    const { input: inputSchema, output: outputSchema }: { input: z.ZodType; output: z.ZodType } = requests[channel];
    const parsed = inputSchema.safeParse(input);
    if (!parsed.success) return refuse(channel, 'ipc/bad-input', explain(parsed.error));
    try {
      // The schema of the row and the handler of the row have the same type; the compiler cannot follow that through C.
      const value: unknown = await handlers[channel](parsed.data as HandlerInput<C>);
      const checked = outputSchema.safeParse(value);
      return checked.success
        ? { ok: true, value: checked.data }
        : refuse(channel, 'ipc/bad-output', explain(checked.error));
    } catch (error) {
      const { code, detail } = toAppError(error);
      return refuse(channel, code, detail);
    }
  }

  return async (channel, sender, input) => {
    if (!isTrusted(sender)) return refuse(channel, 'ipc/refused-sender', '');
    if (!isRequestChannel(channel)) return refuse(channel, 'ipc/unknown-channel', channel.slice(0, 100));
    return run(channel, input);
  };
}

/** Where and why, without the values: they may hold what the person wrote. */
function explain(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.')}: ${issue.code}`)
    .join('; ');
}
