/** The pages of the recaps on screen: one below its tab, two side by side, or all of them as lanes. */
import { type ReactNode, useEffect, useMemo } from 'react';
import { OURS } from '../../../shared/recap/coverage';
import { isBlankRecap } from '../../../shared/recap/templates';
import type { ChangesHost } from '../../editor/changes/types';
import type { CaretUser, PointHost } from '../../editor/types';
import type { Discussion, RecapDocument } from '../../notebook/types';
import { Avatar } from '../../ui/avatar';
import { Select } from '../../ui/select';
import { useReadable } from '../../ui/store';
import type { AuthorshipView } from './authorship';
import { RecapPage } from './recap-page';
import { NoOwnRecap, panelId, tabId } from './tabs';
import type { Lanes } from './use-lanes';
import type { RecapEditors } from './use-recap-editors';
import './lanes.css';

export interface RecapLanesProps {
  readonly discussion: Discussion;
  readonly user: CaretUser;
  readonly lanes: Lanes;
  readonly host: PointHost;
  readonly authorship: AuthorshipView;
  readonly editors: RecapEditors;
  /** Marks in our recap what was not seen yet. */
  readonly changes: ChangesHost;
  /** What lies over our recap while it is empty. */
  readonly start: ReactNode;
  readonly onOpenLink: (url: string) => void;
  readonly onError: (error: unknown) => void;
}

export function RecapLanes(props: RecapLanesProps) {
  const { discussion, lanes } = props;
  const { shown, tabs } = lanes;
  const own = useReadable(discussion.parts.own);
  const me = discussion.parts.me.id;
  const page = (key: string): ReactNode => {
    const recap = key === OURS ? discussion.parts.ours : own.find((one) => one.key === key);
    if (recap === undefined) return <NoOwnRecap discussion={discussion} onStart={lanes.startMine} />;
    return <LanePage key={`${discussion.id} ${key}`} {...props} recap={recap} mine={key === me} />;
  };
  if (lanes.layout === 'one') {
    const [key = OURS] = shown;
    return (
      <div className="rec-panel" role="tabpanel" id={panelId(key)} aria-labelledby={tabId(key)}>
        {page(key)}
      </div>
    );
  }
  const others = tabs.filter((tab) => tab.key !== OURS).map((tab) => ({ value: tab.key, label: tab.label }));
  return (
    <div className="rec-lanes" data-lanes={shown.length}>
      {shown.map((key, at) => (
        <section
          key={key}
          className="rec-lane"
          aria-label={tabs.find((tab) => tab.key === key)?.label ?? ''}
          // The first lane is where the recap's region begins.
          data-region={at === 0 ? undefined : 'lane'}
          tabIndex={-1}
        >
          <header className="rec-lane-head">
            {key !== OURS && <Avatar person={discussion.parts.person(key)} />}
            {lanes.layout === 'beside' && key !== OURS ? (
              <Select label="Recap beside ours" value={key} options={others} onChange={lanes.choose} />
            ) : (
              <h3>{tabs.find((tab) => tab.key === key)?.label}</h3>
            )}
          </header>
          {page(key)}
        </section>
      ))}
    </div>
  );
}

interface LanePageProps extends RecapLanesProps {
  readonly recap: RecapDocument;
  readonly mine: boolean;
}

const OWN_HINT = 'What do you take away? Others can read this.';
const OUR_HINT = 'What do we take away? Type / for points, headings and lists.';

function LanePage({ discussion, recap, mine, host, lanes, editors, ...props }: LanePageProps) {
  const { onSlot } = lanes;
  const points = useMemo<PointHost>(
    () => ({
      ...host,
      slot(point, element) {
        onSlot(element, recap.key);
        return host.slot(point, element);
      },
    }),
    [host, onSlot, recap],
  );
  useEffect(() => () => editors.register(recap, null), [editors, recap]);
  const ours = recap.key === OURS;
  const name = recap.owner?.name ?? '';
  return (
    <>
      <RecapPage
        discussion={discussion}
        recap={recap}
        user={props.user}
        label={ours ? 'Recap' : mine ? 'My recap' : `${name === '' ? 'Somebody' : name}’s recap`}
        placeholder={ours ? OUR_HINT : OWN_HINT}
        points={points}
        authorship={props.authorship}
        authorBar={ours || lanes.layout === 'one'}
        changes={ours ? props.changes : undefined}
        handle={(made) => editors.register(recap, made)}
        start={ours ? props.start : undefined}
        onOpenLink={props.onOpenLink}
        onError={props.onError}
      />
      {!recap.own && <NothingYet recap={recap} name={name} />}
    </>
  );
}

function NothingYet({ recap, name }: { readonly recap: RecapDocument; readonly name: string }) {
  if (!isBlankRecap(useReadable(recap.content))) return null;
  return <p className="rec-nothing">{name === '' ? 'Somebody' : name} has not written anything here yet.</p>;
}
