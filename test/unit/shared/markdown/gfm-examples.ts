/**
 * The examples of the sections that GitHub adds to CommonMark: GitHub Flavored Markdown Spec, version 0.29-gfm (2019-04-06),
 * https://github.github.com/gfm/, CC BY-SA 4.0. `→` in the specification is a tab here.
 */
export const GFM_EXAMPLES: readonly { readonly section: string; readonly markdown: string }[] = [
  ...[
    '| foo | bar |\n| --- | --- |\n| baz | bim |',
    '| abc | defghi |\n:-: | -----------:\nbar | baz',
    '| f\\|oo  |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |',
    '| abc | def |\n| --- | --- |\n| bar | baz |\n> bar',
    '| abc | def |\n| --- | --- |\n| bar | baz |\nbar\n\nbar',
    '| abc | def |\n| --- |\n| bar |',
    '| abc | def |\n| --- | --- |\n| bar |\n| bar | baz | boo |',
    '| abc | def |\n| --- | --- |',
  ].map((markdown) => ({ section: 'Tables', markdown })),
  ...['- [ ] foo\n- [x] bar', '- [x] foo\n  - [ ] bar\n  - [x] baz\n- [ ] bim'].map((markdown) => ({
    section: 'Task list items',
    markdown,
  })),
  ...['~~Hi~~ Hello, ~there~ world!', 'This ~~has a\n\nnew paragraph~~.', 'This will ~~~not~~~ strike.'].map(
    (markdown) => ({ section: 'Strikethrough', markdown }),
  ),
  ...[
    'www.commonmark.org',
    'Visit www.commonmark.org/help for more information.',
    'Visit www.commonmark.org.\n\nVisit www.commonmark.org/a.b.',
    'www.google.com/search?q=Markup+(business)\n\nwww.google.com/search?q=Markup+(business)))\n\n(www.google.com/search?q=Markup+(business))\n\n(www.google.com/search?q=Markup+(business)',
    'www.google.com/search?q=(business))+ok',
    'www.google.com/search?q=commonmark&hl=en\n\nwww.google.com/search?q=commonmark&hl;',
    'www.commonmark.org/he<lp',
    'http://commonmark.org\n\n(Visit https://encrypted.google.com/search?q=Markup+(business))',
    'foo@bar.baz',
    "hello@mail+xyz.example isn't valid, but hello+xyz@mail.example is.",
    'a.b-c_d@a.b\n\na.b-c_d@a.b.\n\na.b-c_d@a.b-\n\na.b-c_d@a.b_',
    'mailto:foo@bar.baz\n\nmailto:a.b-c_d@a.b\n\nmailto:a.b-c_d@a.b.\n\nmailto:a.b-c_d@a.b/\n\nxmpp:foo@bar.baz',
    'xmpp:foo@bar.baz/txt\n\nxmpp:foo@bar.baz/txt@bin\n\nxmpp:foo@bar.baz/txt@bin.com',
    'xmpp:foo@bar.baz/txt/bin',
  ].map((markdown) => ({ section: 'Autolinks', markdown })),
  {
    section: 'Disallowed raw HTML',
    markdown:
      '<strong> <title> <style> <em>\n\n<blockquote>\n  <xmp> is disallowed.  <XMP> is also disallowed.\n</blockquote>',
  },
];
