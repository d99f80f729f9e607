// Child processes end with the script that started them, however that one is told to end.
const children = new Set();
let isListening = false;

/** Passes Ctrl+C and SIGTERM on to the child, and ends the script once all its children are gone. */
export function watchOver(child) {
  if (!isListening) for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, endAll);
  isListening = true;
  children.add(child);
  child.once('close', () => children.delete(child));
  return child;
}

function endAll(signal) {
  const end = () => process.exit(signal === 'SIGINT' ? 130 : 143);
  if (children.size === 0) end();
  for (const child of children) {
    child.once('close', () => {
      if (children.size === 0) end();
    });
    child.kill(signal);
  }
  setTimeout(end, 10_000).unref();
}
