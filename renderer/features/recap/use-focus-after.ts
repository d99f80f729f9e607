import { useEffect, useRef } from 'react';

/** When what was shown has gone and took the focus along, `go` says where it goes on. */
export function useFocusAfter(shown: boolean, go: () => void): void {
  const was = useRef(shown);
  const latest = useRef(go);
  useEffect(() => {
    latest.current = go;
  });
  useEffect(() => {
    const gone = was.current && !shown;
    was.current = shown;
    if (gone && document.activeElement === document.body) latest.current();
  }, [shown]);
}
