import { createHash } from 'node:crypto';

/** From what a sample is drawn. */
export interface Frame {
  /** `unit/period` of each report that was handed in, by the unit's uid. */
  reports: readonly string[];
  /** `element.option` of each cell of the form, by uids. */
  cells: readonly string[];
}

export interface SampleSize {
  /** Null for all. */
  units: number | null;
  figuresPerUnit: number;
}

/** How a sample is drawn, for whoever draws it again. */
export const method = {
  en: 'Each name is ranked by the SHA-256 (hexadecimal, lower case) of the text seed + "/" + name, in UTF-8, the lowest first. Of the units in the frame the first ones are drawn; of each of them, in that order, the first figures, whose names are unit/period/element.option over all of its reports in the frame and all cells. The frame digest is the SHA-256 of all lines of reports and then of cells, each list sorted by code points, joined by line feeds.',
  zh: '每个名称按文本“种子 + "/" + 名称”（UTF-8）的 SHA-256（十六进制小写）由小到大排序。先在抽样框的机构中取排在最前的若干个；再依次在每个机构的全部报表与全部单元格组成的“机构/期间/项目.选项”中取排在最前的若干个。抽样框摘要为报表行与单元格行（各自按码位排序、以换行连接）的 SHA-256。',
};

const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const sorted = (names: readonly string[]): string[] => [...names].sort(byCode);

export const frameDigest = ({ reports, cells }: Frame): string =>
  hashOf([...sorted(reports), ...sorted(cells)].join('\n'));

const firstOf = (seed: string, names: readonly string[], count: number): string[] =>
  names
    .map((name) => [hashOf(`${seed}/${name}`), name] as const)
    .sort(([a], [b]) => byCode(a, b))
    .slice(0, count)
    .map(([, name]) => name);

/** `unit/period/element.option` of each figure, in the order in which it is drawn: the same for the same seed and frame. */
export function drawSample(seed: string, { reports, cells }: Frame, { units, figuresPerUnit }: SampleSize): string[] {
  const all = [...new Set(reports.map((report) => report.split('/')[0]!))];
  return firstOf(seed, all, units ?? all.length).flatMap((unit) => {
    const own = reports.filter((report) => report.startsWith(`${unit}/`));
    const figures = own.flatMap((report) => cells.map((cell) => `${report}/${cell}`));
    return firstOf(seed, figures, figuresPerUnit);
  });
}
