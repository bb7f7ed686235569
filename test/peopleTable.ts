/** The people of the demo, and somebody who has not signed in. */
export const people = {
  any: 'anyone',
  adm: 'administrator',
  aud: 'auditor',
  ana: 'analyst',
  gen: 'general-manager',
  csm: 'customer-service-manager',
  sup: 'customer-information-supervisor',
  spe: 'customer-information-specialist',
  dev: 'customer-developer',
  sal: 'sales-director',
  qua: 'quality-inspector',
  uni: 'unit-head',
  rea: 'reader',
} as const;

/** Rows of a table whose first line names the people: row name, then a cell for each of them, two blanks apart. */
export function table(text: string): [row: string, cells: Record<string, string>][] {
  const [head, ...lines] = text.trim().split('\n');
  const columns = head!.split(/\s+/) as (keyof typeof people)[];
  return lines.map((line) => {
    const [row, ...cells] = line.split(/\s{2,}/);
    return [row!, Object.fromEntries(columns.map((column, i) => [people[column], cells[i]!]))];
  });
}
