/** A change with its old and new words. */
import { changeWords, type RecapChange } from '../../../shared/recap/changes';
import type { Words } from '../../../shared/recap/versions';

/** Longer pieces are cut in lists: what stands in the recap can be read there. */
const MOST = 240;
const cut = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST).trimEnd()}…` : text);

export function WordsOf({ words }: { readonly words: readonly Words[] }) {
  return (
    <span className="since-words">
      {words.map(({ kind, text }, place) => {
        const key = `${kind} ${String(place)}`;
        if (kind === 'added') return <ins key={key}>{cut(text)}</ins>;
        if (kind === 'removed') return <del key={key}>{cut(text)}</del>;
        return <span key={key}>{cut(text)}</span>;
      })}
    </span>
  );
}

export function ChangeWords({ change }: { readonly change: RecapChange }) {
  return <WordsOf words={changeWords(change)} />;
}
