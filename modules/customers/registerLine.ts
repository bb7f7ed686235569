import type { LineProblem } from '../../src/importing/importKind.js';
import { plainCell } from '../../src/importing/table.js';
import type { Message } from '../../src/languages/message.js';
import { readCapital } from './capital.js';
import type { CustomerKind, Label, Profession } from './registerChoices.js';
import type { RegisterColumn, RegisterColumns, RegisterField } from './registerColumns.js';
import { todayInChina } from './registerDate.js';
import { isUnknown } from './registerText.js';
import { type Reading, valueReaders } from './registerValues.js';

export { type RegisterColumns, readHeader } from './registerColumns.js';

export interface CustomerFields {
  name: string;
  creditCode: string | null;
  legalRepresentative: string | null;
  address: string | null;
  postalCode: string | null;
  telephone: string | null;
  fax: string | null;
  webAddress: string | null;
  businessScope: string | null;
  /** In units of the currency: yuan, not ten thousand. */
  capitalAmount: number | null;
  /** ISO 4217. */
  capitalCurrency: string | null;
  /** YYYY-MM-DD. */
  foundedOn: string | null;
  enterpriseType: string | null;
  province: string | null;
  city: string | null;
  keywords: string | null;
  kind: CustomerKind;
  profession: Profession | null;
  label: Label | null;
}

type Fields = Partial<CustomerFields> & { name: string };

/**
 * A customer's fields from one line. A column that the file does not have is no key of the result; a cell that is empty or says
 * "not known" is null, but leaves kind and label as they are. Otherwise all that is wrong with the line.
 */
export function readRegisterLine(
  columns: RegisterColumns,
  cells: string[],
  today = todayInChina(),
): { fields: Fields } | { problems: LineProblem[] } {
  const shifted = shiftOf(columns, cells);
  if (shifted) return { problems: [shifted] };
  const line = new RegisterLine(columns, cells, today);
  line.read();
  if (line.problems.length > 0) return { problems: line.problems };
  return { fields: line.fields as Fields };
}

/** With a cell too many or too few, nothing can be said of the others. */
function shiftOf({ headings }: RegisterColumns, cells: string[]): LineProblem | null {
  const extra = cells.slice(headings.length).some((cell) => cell.trim() !== '');
  if (!extra && cells.length >= headings.length) return null;
  const reason = {
    en: `The line has ${cells.length} cells and the header ${headings.length}. Look for a separator or line break inside a cell, and put that cell in quotation marks.`,
    zh: `该行有 ${cells.length} 个单元格，表头有 ${headings.length} 个。请检查单元格内是否有分隔符或换行，并给该单元格加上引号。`,
  };
  return { column: headings[Math.min(cells.length, headings.length - 1)]!, reason };
}

class RegisterLine {
  readonly fields: Partial<CustomerFields> = {};
  readonly problems: LineProblem[] = [];
  private readonly refused = new Set<RegisterField>();

  constructor(
    private readonly columns: RegisterColumns,
    private readonly cells: string[],
    private readonly today: string,
  ) {}

  read(): void {
    const capital = this.columns.columns.find(({ field }) => field === 'capitalAmount');
    for (const column of this.columns.columns) if (column !== capital) this.readColumn(column);
    // Last, because a column of its own may name the currency.
    if (capital) this.readCapital(capital);
    this.checkProfession();
  }

  private readColumn(column: RegisterColumn): void {
    const field = column.field as Exclude<RegisterField, 'capitalAmount'>;
    const text = this.text(column);
    if (!isUnknown(text)) this.put(column, valueReaders[field](text, this.today));
    else if (field === 'name')
      this.refuse(column, {
        en: 'The name is missing. Write the name of the customer.',
        zh: '缺少名称，请填写客户名称。',
      });
    else if (field !== 'kind' && field !== 'label') this.fields[field] = null;
  }

  private readCapital(column: RegisterColumn): void {
    const text = this.text(column);
    if (isUnknown(text)) {
      this.fields.capitalAmount = null;
      this.fields.capitalCurrency = null;
      return;
    }
    const unit = this.columns.capitalUnit;
    const currency = this.fields.capitalCurrency ?? unit?.currency ?? null;
    const capital = readCapital(text, { exponent: unit?.exponent ?? null, currency });
    if ('problem' in capital) this.refuse(column, capital.problem);
    else if (currency && capital.currency !== currency) {
      this.refuse(column, {
        en: `The cell says ${capital.currency} and its column ${currency}. Write one currency.`,
        zh: `单元格写的是 ${capital.currency}，列写的是 ${currency}，请统一货币。`,
      });
    } else {
      this.fields.capitalAmount = capital.amount;
      this.fields.capitalCurrency = capital.currency;
    }
  }

  /** A special customer names its profession, and no other has one (P01.A03). */
  private checkProfession(): void {
    const { kind, profession } = this.fields;
    const kindColumn = this.columnOf('kind');
    const professionColumn = this.columnOf('profession');
    if (this.refused.has('kind') || this.refused.has('profession')) return;
    if (kind === 'SPECIAL' && !profession) {
      this.refuse(professionColumn ?? kindColumn!, {
        en: 'A special customer needs a profession. Write it: 律师, 财务顾问, 广告, 公关, 银行, 保险 or 融资协助.',
        zh: '特殊客户须注明专业。请填写：律师、财务顾问、广告、公关、银行、保险或融资协助。',
      });
    } else if (kind === 'GENERAL' && profession) {
      this.refuse(professionColumn!, {
        en: 'A general customer has no profession. Leave the cell empty, or write 特殊 (SPECIAL) as the kind.',
        zh: '一般客户没有专业。请留空，或将客户类别写为 特殊 (SPECIAL)。',
      });
    } else if (!kind && profession) {
      this.refuse(kindColumn ?? professionColumn!, {
        en: 'Only special customers have a profession. Write 特殊 (SPECIAL) as the kind, in a column 客户类别.',
        zh: '只有特殊客户才有专业。请在 客户类别 列填写 特殊 (SPECIAL)。',
      });
    }
  }

  private put(column: RegisterColumn, reading: Reading<string>): void {
    if (typeof reading !== 'string') this.refuse(column, reading.problem);
    else Object.assign(this.fields, { [column.field]: reading });
  }

  private refuse({ heading, field }: RegisterColumn, reason: Message): void {
    this.refused.add(field);
    this.problems.push({ column: heading, reason });
  }

  private text({ index }: RegisterColumn): string {
    return plainCell(this.cells[index]!);
  }

  private columnOf(field: RegisterField): RegisterColumn | undefined {
    return this.columns.columns.find((column) => column.field === field);
  }
}
