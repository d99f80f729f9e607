import { expect, it } from 'vitest';
import { paperOf, pdfOptions } from '../../../../main/windows/print-options';

it.each([
  ['US', 'Letter'],
  ['ca', 'Letter'],
  ['DE', 'A4'],
  ['GB', 'A4'],
  ['', 'A4'],
] as const)('in %j sheets are %s', (country, paper) => {
  expect(paperOf(country)).toBe(paper);
  expect(pdfOptions(country).pageSize).toBe(paper);
});

it('a PDF has tags, an outline and page numbers, and its title is filled in as text', () => {
  expect(pdfOptions('DE')).toMatchObject({ generateTaggedPDF: true, generateDocumentOutline: true });
  expect(pdfOptions('DE').footerTemplate).toMatch(/class="title"[\s\S]*class="pageNumber"[\s\S]*class="totalPages"/);
});
