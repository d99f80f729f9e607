import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { unknownContent, unknownInEvents } from '../../../../../renderer/editor/fragment/known-content';

/** Turning it into text throws, as the editor does with the id of every point. */
const TRAP = { toString: 1 };

function recap(): { fragment: Y.XmlFragment; element: Y.XmlElement; text: Y.XmlText } {
  const fragment = new Y.Doc().getXmlFragment('recap');
  const element = new Y.XmlElement('point');
  const line = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  fragment.insert(0, [element]);
  element.insert(0, [line]);
  line.insert(0, [text]);
  text.insert(0, 'words');
  element.setAttribute('id', 'a');
  return { fragment, element, text };
}

describe('attributes of a shape that no version writes', () => {
  it('keep an editor from being bound', () => {
    const { fragment, element, text } = recap();
    expect(unknownContent(fragment)).toEqual([]);
    element.setAttribute('id', TRAP as unknown as string);
    text.format(0, 2, { author: { by: [TRAP] } });
    expect(unknownContent(fragment)).toEqual(['point[id]', 'author[by]']);
  });

  it('are found as they arrive, and a value that was taken away is none', () => {
    const { fragment, element } = recap();
    const arrived: string[][] = [];
    fragment.observeDeep((events) => {
      arrived.push(unknownInEvents(events as Y.YEvent<Y.AbstractType<unknown>>[], fragment));
    });
    element.setAttribute('due', TRAP as unknown as string);
    element.removeAttribute('id');
    expect(arrived).toEqual([['point[due]'], []]);
  });
});
