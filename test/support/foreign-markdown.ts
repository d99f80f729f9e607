/** Markdown of another program: a recap, with three things that ours has not. */
export const FOREIGN = `---
title: From another program
tags: [a]
---
# From another program

## Decisions

We go on.[^1]

<details>hidden</details>

- [ ] find a room

[^1]: Said by all.
`;
