/** Asks for the list of databases: with the first request the browser opens its storage, which takes longer than any other. */
void indexedDB.databases().catch(() => undefined);
