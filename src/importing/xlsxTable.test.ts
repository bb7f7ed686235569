import { describe, expect, it } from 'vitest';
import { linesWritten } from '../../test/tableFile.js';
import { sharedStringsXml, sheetOf, writeXlsx, writeXlsxParts, type XlsxParts } from '../../test/writeXlsx.js';
import { defaultTableLimits } from './table.js';
import { sheetRows } from './xlsxSheet.js';

const sheet1 = 'xl/worksheets/sheet1.xml';
const header =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c><c r="B1" t="inlineStr"><is><t>值</t></is></c></row>';
const readParts = (parts: XlsxParts, limits = {}) => linesWritten((path) => writeXlsxParts(path, parts), limits);
const readRows = (rows: string, limits = {}) => readParts({ [sheet1]: sheetOf(header + rows) }, limits);

describe('XLSX: what is read', () => {
  it('shared texts and numbers, each in its column and row', async () => {
    const lines = await linesWritten((path) =>
      writeXlsx(path, [['名称', 'n', 'x'], ['甲 <&> "乙"\n丙', 3.5, 'x'], [], [null, -7, ''], [' a ', 1e15, '名称']]),
    );
    expect(lines).toEqual([
      { line: 1, cells: ['名称', 'n', 'x'] },
      { line: 2, cells: ['甲 <&> "乙"\n丙', '3.5', 'x'] },
      { line: 4, cells: ['', '-7', ''] },
      { line: 5, cells: [' a ', '1000000000000000', '名称'] },
    ]);
  });

  it.each([
    ['a number', '<c r="B2"><v>300</v></c>', '300'],
    ['noise of binary fractions', '<c r="B2"><v>0.30000000000000004</v></c>', '0.3'],
    ['a large number', '<c r="B2"><v>1.5E+17</v></c>', '150000000000000000'],
    ['digits written out', '<c r="B2"><v>12345678901234567</v></c>', '12345678901234567'],
    ['true', '<c r="B2" t="b"><v>1</v></c>', 'TRUE'],
    ['false', '<c r="B2" t="b"><v>0</v></c>', 'FALSE'],
    ['the result of a formula', '<c r="B2"><f>1+1</f><v>2</v></c>', '2'],
    ['a text from a formula', '<c r="B2" t="str"><f>A1&amp;"x"</f><v>名称x</v></c>', '名称x'],
    ['a text not available', '<c r="B2" t="e"><v>#N/A</v></c>', '#N/A'],
    ['an ISO date', '<c r="B2" t="d"><v>2015-03-02T00:00:00</v></c>', '2015-03-02'],
    [
      'rich runs',
      '<c r="B2" t="inlineStr"><is><r><t>甲</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 乙</t></r></is></c>',
      '甲 乙',
    ],
    [
      'phonetic runs',
      '<c r="B2" t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></is></c>',
      '東京',
    ],
    ['escapes in a text from a formula', '<c r="B2" t="str"><v>a_x000D_b_x0000_</v></c>', 'a\rb_x0000_'],
    ['character data', '<c r="B2" t="inlineStr"><is><t><![CDATA[<甲>]]></t></is></c>', '<甲>'],
    ['escaped control characters', '<c r="B2" t="inlineStr"><is><t>a_x000D__x005F_x0041_</t></is></c>', 'a\r_x0041_'],
    ['cells that do not say where they are', '<c/><c><v>5</v></c>', '5'],
  ])('%s', async (_what, cell, text) => {
    expect((await readRows(`<row r="2">${cell}</row>`))[1]!.cells).toEqual(['', text]);
  });

  it.each([
    ['a built-in date', 14, '', '42065', '2015-03-02'],
    ['a built-in date and time', 22, '', '42065.573032407406', '2015-03-02 13:45:10'],
    ['a Chinese built-in date', 31, '', '42065', '2015-03-02'],
    ['a date of its own format', 164, 'yyyy"年"m"月"d"日";@', '42065', '2015-03-02'],
    ['a date with a locale', 164, '[$-804]e&quot;年&quot;m&quot;月&quot;', '42065', '2015-03-02'],
    ['the last of the days before Excel counts wrong', 14, '', '59', '1900-02-28'],
    ['the first day after', 14, '', '61', '1900-03-01'],
    ['a time of day', 20, '', '0.354166666666667', '08:30:00'],
    ['hours that add up', 164, '[h]:mm', '1.5', '1.5'],
    ['money', 164, '#,##0.00;[Red]-#,##0.00', '1234.5', '1234.5'],
    ['scientific', 164, '0.00E+00', '1234.5', '1234.5'],
    ['zeros in front', 164, '000000', '12345', '012345'],
    ['a date out of range', 14, '', '99999999', '99999999'],
    ['a date that was never filled in', 14, '', '0', '0'],
  ])('the style %s', async (_what, id, code, value, text) => {
    const styles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="${code.replaceAll('"', '&quot;')}"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="${id}"/></cellXfs></styleSheet>`;
    const rows = `<row r="2"><c r="B2" s="1"><v>${value}</v></c></row>`;
    expect((await readParts({ 'xl/styles.xml': styles, [sheet1]: sheetOf(header + rows) }))[1]!.cells[1]).toBe(text);
  });

  it('days that are counted from 1904', async () => {
    const workbook = `<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet r:id="rId1"/></sheets></workbook>`;
    const rows = '<row r="2"><c r="B2" s="1"><v>40603</v></c></row>';
    expect((await readParts({ 'xl/workbook.xml': workbook, [sheet1]: sheetOf(header + rows) }))[1]!.cells[1]).toBe(
      '2015-03-02',
    );
  });

  it('the first sheet that is not hidden, by its relation', async () => {
    const workbook = `<x:workbook xmlns:x="m" xmlns:r="r"><x:sheets><x:sheet state="hidden" r:id="a"/><x:sheet r:id="b"/><x:sheet r:id="c"/></x:sheets></x:workbook>`;
    const relation = (id: string, type: string, target: string) =>
      `<Relationship Id="${id}" Type="http://x/${type}" Target="${target}"/>`;
    const lines = await readParts({
      'xl/workbook.xml': workbook,
      'xl/_rels/workbook.xml.rels': `<Relationships>${relation('a', 'worksheet', 'worksheets/one.xml')}${relation('b', 'chartsheet', 'charts/x.xml')}${relation('c', 'worksheet', '/xl/worksheets/Two.xml')}</Relationships>`,
      'xl/worksheets/one.xml': sheetOf('<row r="1"><c r="A1"><v>1</v></c></row>'),
      'xl/worksheets/two.xml':
        '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="3"><x:c r="B3"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    });
    expect(lines).toEqual([{ line: 3, cells: ['', '2'] }]);
  });

  it('cells far to the right', async () => {
    const lines = await readRows(
      '<row r="2"><c r="IV2"><v>1</v></c></row><row r="3"><c r="IW3"><v>1</v></c></row><row r="4"><c r="XFD4" s="1"/></row>',
    );
    expect(lines[1]!.cells).toHaveLength(256);
    expect(lines[1]!.problem).toBeUndefined();
    expect(lines[2]).toMatchObject({
      line: 3,
      problem: { reason: expect.objectContaining({ en: expect.stringContaining('beyond column 256') }) },
    });
    expect(lines).toHaveLength(3);
  });

  it('a formula error is a problem of its line', async () => {
    const lines = await readRows(
      '<row r="2"><c r="B2" t="e"><v>#REF!</v></c></row><row r="3"><c r="B3"><v>1</v></c></row>',
    );
    expect(lines[1]!.problem).toEqual({
      column: '值',
      reason: expect.objectContaining({ en: 'The cell holds the formula error #REF!. Write the value itself.' }),
    });
    expect(lines[2]).toEqual({ line: 3, cells: ['', '1'] });
  });

  it.each([
    [
      'inline',
      (text: string) => ({
        [sheet1]: sheetOf(
          `${header}<row r="2"><c r="B2" t="inlineStr"><is><t>${text}</t></is></c></row><row r="3"><c r="B3"><v>1</v></c></row>`,
        ),
      }),
    ],
    [
      'shared',
      (text: string) => ({
        'xl/sharedStrings.xml': sharedStringsXml([text]),
        [sheet1]: sheetOf(
          `${header}<row r="2"><c r="B2" t="s"><v>0</v></c></row><row r="3"><c r="B3"><v>1</v></c></row>`,
        ),
      }),
    ],
  ])('an %s text of 2 MB is shortened and reported, the next row is read', async (_where, parts) => {
    const lines = await readParts(parts('企'.repeat(700_000)), { maxCompressionRatio: 10_000 });
    expect(lines[1]).toMatchObject({
      line: 2,
      problem: { column: '值', reason: expect.objectContaining({ en: expect.stringContaining('64 KiB') }) },
    });
    expect(lines[1]!.cells[1]).toHaveLength(1001);
    expect(lines[2]).toEqual({ line: 3, cells: ['', '1'] });
  });
});

describe('XLSX: what is held at once', () => {
  it('no more rows than one piece of the sheet holds', async () => {
    const row = '<row><c><v>1</v></c></row>';
    const piece = Buffer.from(row.repeat(100));
    let taken = 0;
    async function* pieces() {
      yield Buffer.from('<worksheet><sheetData>');
      for (let count = 0; count < 200; count++) {
        taken += 100;
        yield piece;
      }
      yield Buffer.from('</sheetData></worksheet>');
    }
    let given = 0;
    for await (const rows of sheetRows(pieces(), defaultTableLimits)) {
      given += rows.length;
      expect(taken - given).toBe(0);
    }
    expect(given).toBe(20_000);
  });
});
