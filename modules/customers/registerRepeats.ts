import { hash } from 'node:crypto';
import type { CustomerFields } from './registerLine.js';

type Line = Partial<CustomerFields> & { name: string };

interface Said {
  line: number;
  /** Digest of all that the line says. */
  content: string;
  hasCode: boolean;
}

/** Remembers what a file has said so far: a file may speak of a customer once. */
export class RegisterRepeats {
  private readonly byCode = new Map<string, Said>();
  /** The first line of each name and province. */
  private readonly byPlace = new Map<string, Said>();

  /** The earlier line about the same customer and whether it says the same; without one the line is remembered. */
  find(line: number, fields: Line): { line: number; same: boolean } | undefined {
    const content = hash('sha1', JSON.stringify(fields), 'base64');
    const earlier = this.earlier(fields);
    if (earlier) return { line: earlier.line, same: earlier.content === content };
    const said = { line, content, hasCode: Boolean(fields.creditCode) };
    if (fields.creditCode) this.byCode.set(fields.creditCode, said);
    const place = placeOf(fields.name, fields.province);
    if (!this.byPlace.has(place)) this.byPlace.set(place, said);
    return undefined;
  }

  /** Two codes are two customers; where a line has none, the same name in the same province is the same one. */
  private earlier({ creditCode, name, province }: Line): Said | undefined {
    const sameCode = creditCode ? this.byCode.get(creditCode) : undefined;
    if (sameCode) return sameCode;
    // Whose province is not known may be any customer of the name: see MatchedFiles.
    const named = [this.byPlace.get(placeOf(name, province)), this.byPlace.get(placeOf(name, null))];
    return named.find((said) => said && !(creditCode && said.hasCode));
  }
}

const placeOf = (name: string, province: string | null | undefined) => `${name}\n${province ?? ''}`;
