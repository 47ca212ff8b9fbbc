import { expect, it } from 'vitest';
import { htmlText } from '../../src/lib/html.js';

it.each([
  ['<p>One\n  <b>two</b>three</p><p>four</p>', 'One twothree\nfour'],
  ['a<br>b<br/>c', 'a\nb\nc'],
  ['<ul><li>x</li><li>y &amp;lt; z</li></ul>', 'x\ny &lt; z'],
  ['<table><tr><td>a</td><td>b</td></tr></table>', 'a\nb'],
  ['<script>alert(1)</script><style>p{}</style><p>GREY&nbsp;HERON\u200b</p>', 'GREY HERON'],
  ['<p>never closed <a href="x">link', 'never closed link'],
  ['plain &lt;=V2, <=V3 and 1 < 2', 'plain <=V2, <=V3 and 1 < 2'],
  ['', ''],
])('%j reads %j', (html, text) => {
  expect(htmlText(html)).toBe(text);
});

it('reads tens of thousands of nested tags at once', () => {
  expect(htmlText(`${'<div><b>'.repeat(50_000)}GREY HERON${'</i>'.repeat(1000)}`)).toBe('GREY HERON');
});

it('reads what is nested beyond reason without its tags, in no time', () => {
  const start = process.cpuUsage();
  expect(htmlText(`${'<div>'.repeat(100_000)}Heron${'</div>'.repeat(100_000)}`)).toBe('Heron');
  expect(process.cpuUsage(start).user).toBeLessThan(2_000_000);
});
