import { posix } from 'node:path';
import { badInput } from '../errors.js';
import { attribute, readXml } from './xml.js';
import { damagedXlsx, type ZipParts } from './zipParts.js';

export interface Workbook {
  /** Names of parts. */
  sheet: string;
  strings: string | null;
  styles: string | null;
  /** Days are counted from 1904-01-01, as on the first Macs. */
  countsFrom1904: boolean;
}

interface Relation {
  type: string;
  part: string;
}

/** Parts beside the sheets and their strings are small in any honest workbook. */
export const maxSmallPartBytes = 16 * 1024 * 1024;

export async function readWorkbook(parts: ZipParts): Promise<Workbook> {
  const relations = await readRelations(parts);
  const sheets: string[] = [];
  let countsFrom1904 = false;
  await readXml(parts.bytes('xl/workbook.xml', maxSmallPartBytes), {
    open(name, attributes) {
      if (name === 'workbookPr') countsFrom1904 = ['1', 'true'].includes(attribute(attributes, 'date1904') ?? '');
      if (name !== 'sheet' || ['hidden', 'veryHidden'].includes(attribute(attributes, 'state') ?? '')) return;
      const relation = relations.get(attribute(attributes, 'id') ?? '');
      if (relation?.type === 'worksheet') sheets.push(relation.part);
    },
  });
  const [sheet] = sheets;
  if (!sheet)
    throw badInput([
      {
        path: '',
        message: {
          en: 'The workbook has no visible sheet with cells. Put the table on the first sheet.',
          zh: '工作簿没有可见的工作表，请把表格放在第一张工作表。',
        },
      },
    ]);
  if (!parts.has(sheet)) throw damagedXlsx();
  const partOf = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.part ?? null;
  return { sheet, strings: partOf('sharedStrings'), styles: partOf('styles'), countsFrom1904 };
}

async function readRelations(parts: ZipParts): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>();
  await readXml(parts.bytes('xl/_rels/workbook.xml.rels', maxSmallPartBytes), {
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const { Id = '', Type = '', Target = '' } = attributes;
      const part = Target.startsWith('/') ? Target.slice(1) : posix.join('xl', Target);
      relations.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), part });
    },
  });
  return relations;
}
