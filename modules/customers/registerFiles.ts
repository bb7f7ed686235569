import type { Writing } from '../../src/database/writing.js';
import type { ReadLine } from '../../src/importing/importKind.js';
import type { Message } from '../../src/languages/message.js';
import { sealedHashes } from '../../src/secrets/sealedLookup.js';
import { Customer } from './customer.entity.js';
import type { RegisterField } from './registerColumns.js';
import type { CustomerFields } from './registerLine.js';

export type RegisterFields = Partial<CustomerFields> & { name: string };
export type RegisterLine = ReadLine<RegisterFields>;

/** The file that a line is about, none, or why that cannot be told. */
export type Match = { file: Customer } | { file: undefined } | { field: RegisterField; reason: Message };

/** Until the transaction ends nobody else looks for a file to decide whether to open a new one: the index knows only files of one label. */
export const takeTurns = ({ em }: Writing): Promise<unknown> =>
  em.execute(`select pg_advisory_xact_lock(hashtext('customers.customer'))`);

/** The files that the viewer can see and that some lines may be about. Of hidden ones nothing is known here. */
export class RegisterFiles {
  private constructor(
    private readonly byCode: Map<string, Customer[]>,
    private readonly byName: Map<string, Customer[]>,
    /** Files that earlier lines changed or were found to be about by name, with those lines' numbers. */
    private readonly spokenFor: ReadonlyMap<string, number>,
  ) {}

  static async find(
    writing: Writing,
    lines: RegisterLine[],
    spokenFor: ReadonlyMap<string, number>,
  ): Promise<RegisterFiles> {
    const codes = lines.flatMap(({ fields }) => fields.creditCode ?? []);
    const names = lines.map(({ fields }) => fields.name);
    const namesWithoutCode = lines.filter(({ fields }) => !fields.creditCode).map(({ fields }) => fields.name);
    const { em } = writing;
    const sealed = await sealedHashes(writing, Customer, 'creditCode', codes);
    const ids = await em.execute<{ id: string }[]>(
      candidates,
      [codes, sealed, names, namesWithoutCode].map((texts) => JSON.stringify(texts)),
    );
    const found = ids.length > 0 ? await em.find(Customer, { id: { $in: ids.map(({ id }) => id) } }) : [];
    return new RegisterFiles(
      Map.groupBy(
        found.filter((file) => file.creditCode),
        (file) => file.creditCode!,
      ),
      Map.groupBy(found, (file) => file.name),
      spokenFor,
    );
  }

  /** By the code; without one, or where no file has it, by name and province among files without a code. */
  about({ line, fields }: RegisterLine): Match {
    const { creditCode, label } = fields;
    const withCode = (creditCode && this.byCode.get(creditCode)) || [];
    const withLabel = withCode.length > 1 ? withCode.filter((file) => file.label === label) : withCode;
    if (withLabel.length === 1) return { file: withLabel[0]! };
    if (withCode.length > 0)
      return { field: 'creditCode', reason: severalHave(withCode, { en: 'this credit code', zh: '此信用代码' }) };
    const named = this.named(line, fields);
    const open = named.filter((file) => !file.creditCode);
    if (open.length > 1)
      return {
        field: 'name',
        reason: severalHave(open, { en: 'this name and no credit code', zh: '此名称而没有信用代码' }),
      };
    if (open.length === 1 || creditCode || named.length === 0) return { file: open[0] };
    return {
      field: named.length === 1 ? 'creditCode' : 'name',
      reason: {
        en: `The file${named.length === 1 ? '' : 's'} ${numbersOf(named).join(', ')} ${named.length === 1 ? 'has' : 'have'} this name and a credit code. Write the code into the line.`,
        zh: `档案 ${numbersOf(named).join('、')} 有此名称和信用代码，请在该行填写信用代码。`,
      },
    };
  }

  /** In the province of the line; where no file is, those whose province is not known. */
  private named(line: number, { name, province }: RegisterFields): Customer[] {
    const files = (this.byName.get(name) ?? []).filter((file) => (this.spokenFor.get(file.id) ?? line) === line);
    if (province === undefined) return files;
    const near = files.filter((file) => file.province === province);
    return near.length > 0 ? near : files.filter((file) => file.province === null);
  }
}

const numbersOf = (files: Customer[]): string[] => files.map(({ number }) => number);
// One index lookup for each code and name. Asked for with in (…) they are searched for in the whole table as long as
// PostgreSQL has no statistics of it, and while the first register is imported it has none.
const candidates = `
  select c.id from json_array_elements_text(?::json) wanted,
    lateral (select id from customers.customer where credit_code = wanted offset 0) c
  union
  select c.id from json_array_elements_text(?::json) wanted,
    lateral (select id from customers.customer where credit_code_hash = wanted offset 0) c
  union
  select c.id from json_array_elements_text(?::json) wanted,
    lateral (select id from customers.customer where name = wanted and credit_code is null offset 0) c
  union
  select c.id from json_array_elements_text(?::json) wanted,
    lateral (select id from customers.customer where name = wanted offset 0) c`;

const severalHave = (files: Customer[], what: Message): Message => ({
  en: `The files ${numbersOf(files).join(', ')} have ${what.en}. Change the right one with updateCustomer.`,
  zh: `档案 ${numbersOf(files).join('、')} 都有${what.zh}，请用 updateCustomer 更新其中正确的一份。`,
});
