/** What blocks and their facts are called where changes are told. */
const THINGS: Readonly<Record<string, string>> = {
  title: 'Title',
  heading: 'Heading',
  paragraph: 'Paragraph',
  bulletList: 'List',
  orderedList: 'List',
  taskList: 'Task list',
  blockquote: 'Quotation',
  codeBlock: 'Code',
  table: 'Table',
  image: 'Picture',
  horizontalRule: 'Line',
  takeaway: 'Takeaway',
  decision: 'Decision',
  action: 'Action',
  question: 'Question',
  quote: 'Quote',
  source: 'Source',
};

/** @param kind a point's kind, or a block's type */
export const blockWords = (kind: string): string => (Object.hasOwn(THINGS, kind) ? (THINGS[kind] ?? '') : 'Block');

const FACTS: Readonly<Record<string, string>> = {
  kind: 'Kind',
  level: 'Level',
  owner: 'Who',
  due: 'By',
  done: 'Done',
  author: 'Author',
  link: 'Link',
  agreed: 'Agreed by',
  credit: 'Credit',
  cites: 'From',
  picture: 'Picture',
  ticked: 'Ticked',
};

export const factWords = (fact: string): string => FACTS[fact] ?? fact;
