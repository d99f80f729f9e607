/** The class names that draw an author's colour and pattern below their words. */
import type { AuthorLook } from '../../../shared/recap/attribution-looks';
import './who.css';

export const lookClass = ({ colour, pattern }: AuthorLook): string =>
  `who who-c${String((colour % 8) + 1)} who-s${String(pattern)}`;
