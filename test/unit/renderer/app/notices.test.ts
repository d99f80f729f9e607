import { describe, expect, it } from 'vitest';
import { createNotices } from '../../../../renderer/app/notices';
import { createStore } from '../../../../renderer/ui/store';

function onScreen() {
  const shown = new Set<string>();
  const notices = createNotices((notice) => {
    shown.add(notice.title);
    return () => shown.delete(notice.title);
  });
  return { shown, notices };
}

describe('a notice', () => {
  it('goes when what it speaks of is no longer so, and asks no further', () => {
    const { shown, notices } = onScreen();
    const inTrash = createStore(true);
    let watched = 0;
    notices.tell(
      { tone: 'info', title: 'in the trash' },
      {
        stillTrue: () => inTrash.get(),
        watch: (listener) => {
          watched += 1;
          const end = inTrash.subscribe(listener);
          return () => {
            watched -= 1;
            end();
          };
        },
      },
    );
    expect([...shown]).toEqual(['in the trash']);
    inTrash.set(false);
    expect([...shown]).toEqual([]);
    expect(watched).toBe(0);
  });

  it('goes with all others when the notebook does', () => {
    const { shown, notices } = onScreen();
    notices.tell({ tone: 'info', title: 'one' });
    notices.tell({ tone: 'info', title: 'two' })();
    expect([...shown]).toEqual(['one']);
    notices.clear();
    expect([...shown]).toEqual([]);
  });
});
