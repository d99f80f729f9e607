import type { Ref } from 'react';
import { type DiscussionStatus, STATUSES } from '../../../shared/model/export-document';
import type { Discussion, DiscussionMeta } from '../../notebook/types';
import { AvatarStack } from '../../ui/avatar';
import { dayWords } from '../../ui/date-words';
import { Select } from '../../ui/select';
import { count } from '../../ui/words';
import { TitleField, type TitleFieldHandle } from './title-field';

const STATUS_OPTIONS = STATUSES.map((value) => ({
  value,
  label: { open: 'Open', recapping: 'Recapping', review: 'In review', finished: 'Finished' }[value],
}));

export interface ThreadHeaderProps {
  readonly discussion: Discussion;
  readonly meta: DiscussionMeta;
  readonly postCount: number;
  readonly onStatus: (status: DiscussionStatus) => void;
  readonly onEnter: () => void;
  readonly titleRef: Ref<TitleFieldHandle>;
}

export function ThreadHeader(props: ThreadHeaderProps) {
  const { meta } = props;
  return (
    <header className="thr-head">
      <TitleField title={props.discussion.title} onEnter={props.onEnter} ref={props.titleRef} />
      <div className="thr-meta">
        <Select
          label="Status"
          value={meta.status}
          options={STATUS_OPTIONS}
          onChange={props.onStatus}
          className={meta.status === 'recapping' || meta.status === 'review' ? 'thr-pill thr-pill-go' : 'thr-pill'}
        />
        <span className="thr-facts">
          {dayWords(meta.createdAt, Date.now())} · {count(props.postCount, 'post')}
          {meta.people.length > 0 && ` · ${count(meta.people.length, 'person', 'people')}`}
        </span>
        <AvatarStack people={meta.people} />
      </div>
    </header>
  );
}
