/** The state of the connection as plain text, to send to whoever helps: addresses, but no secret, no invite, no content. Pure. */
import type { Diagnosis } from './diagnosis';
import type { StepState } from './steps';

export const STATE_WORDS: Readonly<Record<StepState, string>> = {
  ok: 'OK',
  problem: 'Problem',
  waiting: 'Waiting',
  untested: 'Not tested',
  unneeded: 'Not needed',
};

export interface ReportAbout {
  /** `Recap Notebook 1.0.0 on linux`. */
  readonly app: string;
  readonly now: number;
  readonly headline: string;
  /** `Chris: in sync now`. */
  readonly people: readonly string[];
}

export function reportText({ steps, cause }: Diagnosis, { app, now, headline, people }: ReportAbout): string {
  const lines = [
    `${app}, connection at ${new Date(now).toISOString()}`,
    headline,
    ...(cause === null ? [] : [`Cause: ${cause.what} (${cause.id})`, `What to do: ${cause.next}`]),
    '',
    ...people.map((line) => `- ${line}`),
    ...(people.length === 0 ? [] : ['']),
    ...steps.flatMap(({ title, state, seen, details }) => [
      `[${STATE_WORDS[state]}] ${title}: ${seen}`,
      ...details.map((detail) => `    ${detail}`),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}
