/** A text with every kind of block, as Markdown. */
export const ALL_BLOCKS = `# What we take away

A paragraph with **bold**, *italic*, ~~struck~~, \`code\` and [a link](https://example.org/weak-ties).

## Key takeaways

- Start small
- Make it cool to share
  - with the silo straddlers

1. Pilot
2. Learn

- [x] Thank Renee
- [ ] Write the recap

> Out beyond ideas of right and wrong, there is a field.

\`\`\`js
const weak = ties.filter(Boolean);
\`\`\`

| Approach | For whom |
| --- | --- |
| Seminar | beginners |
| Doing | everybody |

---

The end.
`;
