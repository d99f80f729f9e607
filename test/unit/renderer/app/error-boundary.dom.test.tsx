import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import { DiscussionStumbled, ErrorBoundary } from '../../../../renderer/app/error-boundary';

test('a discussion that cannot be shown says so, reports it, and is shown again when it can be', () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const reported: unknown[] = [];
  let broken = true;
  const View = () => {
    if (broken) throw new RangeError('Invalid time value');
    return <p>the discussion</p>;
  };
  const host = document.createElement('div');
  document.body.append(host);
  const root = createRoot(host);
  act(() =>
    root.render(
      <ErrorBoundary
        onError={(error) => reported.push(error)}
        fallback={(retry) => <DiscussionStumbled retry={retry} />}
      >
        <View />
      </ErrorBoundary>,
    ),
  );
  expect(host.textContent).toContain('This discussion cannot be shown');
  expect(host.textContent).toContain('Nothing of it is lost');
  expect(reported).toHaveLength(1);
  broken = false;
  act(() => host.querySelector('button')?.click());
  expect(host.textContent).toBe('the discussion');
  act(() => root.unmount());
});
