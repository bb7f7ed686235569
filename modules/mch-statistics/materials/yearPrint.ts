import { Label } from '../../../src/access/labels.js';
import type { Context } from '../../../src/context.js';
import { titled } from '../../../src/languages/enumTitles.js';
import { definePrint } from '../../../src/printing/printedTable.js';
import { MaterialClass } from './materials.enums.js';
import { MaterialVolume } from './materialVolume.entity.js';

interface Row extends Record<string, unknown> {
  label: Label;
  compartments: string[];
  file_number: string;
  class: string;
  title: string;
  pieces: number;
  pages: number | null;
  bound_on: string | null;
  shelf_mark: string;
  retention_class: string;
  at: Date;
}

const sql = `select v.label, v.compartments, v.file_number, v.material_class as class, v.title, v.pieces,
    (select sum(p.pages)::integer from mch_statistics.volume_piece p where p.volume_id = v.id) as pages,
    to_char(v.bound_on, 'YYYY-MM-DD') as bound_on, f.shelf_mark, f.retention_class, greatest(v.updated_at, f.updated_at) as at
  from mch_statistics.material_volume v join records.file f on f.id = v.id
  where v.year = $1 order by v.material_class, v.number limit 5000`;

const levels = Object.values(Label);

/** P11.A03: the catalogue of the volumes of a year, of those that the asker sees. */
export const yearPrint = definePrint({
  name: 'material-catalogues',
  title: { en: 'catalogue', zh: '目录' },
  entity: MaterialVolume,
  key: /^\d{4}$/,
  async print(context: Context, year: string) {
    const rows = await context.database.read<Row>(context, { sql, parameters: [Number(year)] });
    if (rows.length === 0) return undefined;
    const words = (en: string, zh: string) => (context.locale === 'zh' ? zh : en);
    const label = rows.map((row) => row.label).reduce((a, b) => (levels.indexOf(a) < levels.indexOf(b) ? b : a));
    return {
      id: year,
      label,
      compartments: [...new Set(rows.flatMap(({ compartments }) => compartments))].sort(),
      table: {
        title: words(`Catalogue of the statistical material of ${year}`, `${year} 年度统计资料目录`),
        facts: [[words('Volumes', '卷数'), String(rows.length)]],
        columns: [
          words('Number', '档号'),
          words('Class', '类别'),
          words('Title', '题名'),
          words('Pieces', '件数'),
          words('Sheets', '页数'),
          words('Bound on', '装订日期'),
          words('Place', '存放位置'),
          words('Retention', '保管期限'),
          words('Label', '密级'),
        ],
        rows: rows.map((row) => [
          row.file_number,
          titled(MaterialClass, row.class, context.locale),
          row.title,
          row.pieces,
          row.pages,
          row.bound_on,
          row.shelf_mark || null,
          row.retention_class,
          titled(Label, row.label, context.locale),
        ]),
        madeAt: new Date(Math.max(...rows.map(({ at }) => new Date(at).getTime()))),
      },
    };
  },
});
