import { isKeptApart, Label } from '../../../src/access/labels.js';
import type { Context } from '../../../src/context.js';
import { uuid } from '../../../src/database/writing.js';
import { titled } from '../../../src/languages/enumTitles.js';
import { definePrint } from '../../../src/printing/printedTable.js';
import { MaterialClass } from './materials.enums.js';
import { MaterialVolume } from './materialVolume.entity.js';

interface Row extends Record<string, unknown> {
  id: string;
  label: Label;
  compartments: string[];
  year: number;
  class: string;
  file_number: string;
  number: number;
  title: string;
  at: Date;
  bound: boolean;
  pieces: [number: number, title: string, pages: number | null][];
}

const sql = `select v.id, greatest(v.label, max(p.label)) as label, v.compartments, v.year, v.file_number, v.material_class as class, v.number, v.title,
    coalesce(v.bound_at, v.updated_at) as at, v.bound_at is not null as bound,
    coalesce(json_agg(json_build_array(p.number, p.title, p.pages) order by p.number) filter (where p.id is not null), '[]') as pieces
  from mch_statistics.material_volume v left join mch_statistics.volume_piece p on p.volume_id = v.id
  where v.id = $1 group by v.id`;

/** P11.A04: the front-page catalogue of a volume. */
export const volumePrint = definePrint({
  name: 'material-volumes',
  title: { en: 'volume', zh: '卷册' },
  entity: MaterialVolume,
  async print(context: Context, id: string) {
    const [row] = uuid.test(id) ? await context.database.read<Row>(context, { sql, parameters: [id] }) : [];
    if (!row) return undefined;
    const words = (en: string, zh: string) => (context.locale === 'zh' ? zh : en);
    const { label, compartments, year, number, title, at, bound, pieces } = row;
    return {
      id,
      label,
      compartments,
      table: {
        title: words(`Catalogue of volume ${number}: ${title}`, `卷内目录（第 ${number} 卷）：${title}`),
        facts: [
          [words('Year', '年度'), String(year)],
          [words('Number', '档号'), row.file_number],
          [words('Class', '类别'), titled(MaterialClass, row.class, context.locale)],
          [words('Bound', '装订'), bound ? words('yes', '已装订') : words('no', '未装订')],
          ...(isKeptApart(label) ? [[words('Label', '密级'), titled(Label, label, context.locale)] as const] : []),
        ],
        columns: [words('Number', '顺序号'), words('Title', '题名'), words('Sheets', '页数')],
        rows: pieces,
        madeAt: new Date(at),
      },
    };
  },
});
