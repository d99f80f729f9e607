/** At the head of a post: whether it is in the recap, and the way there. */
import { memo } from 'react';
import { type PostCoverage, standingWords } from '../../../shared/recap/coverage';
import type { Post } from '../../notebook/types';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import type { ThreadRecap } from './thread-recap';
import './post-standing.css';

export interface PostStandingProps {
  readonly post: Post;
  readonly standing: PostCoverage;
  readonly recap: ThreadRecap;
  /** Opens the menu of the post below the button. */
  readonly onMenu: (post: Post, button: HTMLElement) => void;
}

export const PostStanding = memo(function PostStanding({ post, standing, recap, onMenu }: PostStandingProps) {
  const [only, ...more] = standing.points;
  const direct = standing.standing === 'in' && only !== undefined && more.length === 0 && only.id !== '';
  return (
    <Button
      look="link"
      className={classNames('standing', standing.standing === 'in' && 'standing-in')}
      aria-haspopup={direct ? undefined : 'menu'}
      title={standingWords(standing)}
      onClick={(event) => (direct ? recap.showPoint(only, post.id) : onMenu(post, event.currentTarget))}
    >
      {standingWords(standing)}
    </Button>
  );
});
