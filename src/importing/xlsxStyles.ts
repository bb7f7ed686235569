import { attribute, readXml } from './xml.js';
import { damagedXlsx } from './zipParts.js';

/** How a number shows: as it is, as day or time, or with zeros in front up to a width. */
export type NumberStyle = 'plain' | 'date' | 'time' | { zeros: number };

const maxStyles = 100_000;

/** By the number that a cell names in its `s`. */
export async function readNumberStyles(xml: AsyncIterable<Buffer>): Promise<NumberStyle[]> {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let isCellFormats = false;
  await readXml(xml, {
    open(name, attributes) {
      if (name === 'cellXfs') isCellFormats = true;
      if (name === 'numFmt')
        codes.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '');
      if (name === 'xf' && isCellFormats) formats.push(Number(attribute(attributes, 'numFmtId') ?? 0));
      if (formats.length > maxStyles || codes.size > maxStyles) throw damagedXlsx();
    },
    close(name) {
      if (name === 'cellXfs') isCellFormats = false;
    },
  });
  return formats.map((id) => {
    const code = codes.get(id);
    return code === undefined ? builtInStyle(id) : styleOfCode(code);
  });
}

/** ECMA-376 part 1, 18.8.30, with the formats 27 to 36 and 50 to 58 of the Chinese editions. */
function builtInStyle(id: number): NumberStyle {
  const isIn = (ranges: [number, number][]) => ranges.some(([first, last]) => id >= first && id <= last);
  if (
    isIn([
      [14, 17],
      [22, 22],
      [27, 31],
      [36, 36],
      [50, 54],
      [57, 58],
    ])
  )
    return 'date';
  return isIn([
    [18, 21],
    [32, 35],
    [45, 45],
    [47, 47],
    [55, 56],
  ])
    ? 'time'
    : 'plain';
}

export function styleOfCode(code: string): NumberStyle {
  const zeros = /^0{2,}$/.exec(code);
  if (zeros) return { zeros: zeros[0].length };
  if (/\[[hms]+\]/i.test(code)) return 'plain';
  const tokens = code
    .replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
    .replace(/AM\/PM|A\/P|General/gi, '')
    .split(';')[0]!;
  if (/[yd年日]/i.test(tokens) || /\be+(?![+-])/i.test(tokens)) return 'date';
  if (/[hs]/i.test(tokens)) return 'time';
  return /m/i.test(tokens) ? 'date' : 'plain';
}
