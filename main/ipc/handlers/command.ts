/** command.*: what the page reads and tells while it does what a command line asks. Where none does, nothing is there to read. */

import type { CommandEnd, ToldLine } from '../../../shared/command-line/lines';
import { AppError } from '../../../shared/errors/app-error';
import type { GivenInputs } from '../../files/given-inputs';
import type { OpenHandOffs } from '../../files/hand-off/open-hand-offs';
import type { Handlers } from '../dispatch';

export interface CommandHandlersOptions {
  readonly inputs: GivenInputs | null;
  readonly handOffs: OpenHandOffs;
  readonly tell: (line: ToldLine) => void;
  readonly end: (end: CommandEnd) => void;
}

function noCommand(): never {
  throw new AppError('unexpected', 'no command line is being run');
}

export function commandHandlers(
  command: CommandHandlersOptions | null,
): Pick<Handlers, 'command.handOff' | 'command.text' | 'command.bytes' | 'command.tell' | 'command.end'> {
  return {
    'command.handOff': ({ input }) => {
      const { inputs, handOffs } = command ?? noCommand();
      return handOffs.open(inputs?.path(input) ?? noCommand());
    },
    'command.text': ({ input }) => command?.inputs?.text(input) ?? noCommand(),
    'command.bytes': ({ input, file, from, length }) =>
      command?.inputs?.bytes(input, file, from, length) ?? noCommand(),
    'command.tell': (line) => (command ?? noCommand()).tell(line),
    'command.end': (end) => (command ?? noCommand()).end(end),
  };
}
