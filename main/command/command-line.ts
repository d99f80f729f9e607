/** From the command line to its end: what needs no page is answered in the first turn, before the app has touched a profile. */
import { app } from 'electron';
import { EXIT_STATUS, type Outcome } from '../../shared/command-line/exit-status';
import { doneLine } from '../../shared/command-line/lines';
import { MESSAGES } from '../../shared/errors/codes';
import { lockForCommand } from '../app/single-instance';
import { type CommandOutput, commandOutput } from '../app/standard-output';
import { peekSettings } from '../settings/settings-store';
import type { ParsedLine } from './arguments';
import { HELP } from './help';
import { prepare, type ReadyCommand } from './prepare';

/** @param run does it once the app is ready, and ends the process */
export function followCommandLine(
  parsed: Exclude<ParsedLine, { kind: 'app' }>,
  run: (ready: ReadyCommand) => void,
): void {
  const output = commandOutput();
  if (parsed.kind === 'help') {
    output.text(HELP);
    return process.exit(EXIT_STATUS.done);
  }
  if (parsed.kind === 'wrong') {
    const why = `${parsed.why}\n“recap-notebook --help” tells how it is used.`;
    return refuse(output, 'wrong', 'command/wrong-use', why);
  }
  const { call } = parsed;
  const prepared = prepare(call, {
    userData: () => app.getPath('userData'),
    cwd: process.cwd(),
    settingsIn: peekSettings,
  });
  switch (prepared.kind) {
    case 'refused':
      return refuse(output, prepared.outcome, prepared.code, prepared.why);
    case 'notebooks': {
      for (const { id, name, shared } of prepared.notebooks) output.line({ type: 'notebook', id, name, shared });
      return end(output, 'done', { notebooks: prepared.notebooks.length });
    }
    case 'ready': {
      const { ready } = prepared;
      app.setPath('userData', ready.profile);
      app.setPath('sessionData', ready.profile);
      if (!lockForCommand()) {
        const { what, next } = MESSAGES['command/busy'];
        return refuse(output, 'busy', 'command/busy', `${what} ${next}`);
      }
      void app.whenReady().then(() => run(ready));
    }
  }
}

function refuse(output: CommandOutput, outcome: Outcome, code: string, why: string): void {
  output.words(why);
  output.line({ type: 'problem', code, about: '', what: why });
  end(output, outcome, {});
}

function end(output: CommandOutput, outcome: Outcome, counts: Record<string, number>): void {
  output.line(doneLine({ outcome, counts }));
  process.exit(EXIT_STATUS[outcome]);
}
