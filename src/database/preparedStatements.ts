import type { FieldDef } from 'pg';

/** How many statements one connection keeps prepared: PostgreSQL holds the plan of each in the memory of its process. */
const capacity = 50;

/** Which statements a connection knows by name. What was least used goes first. */
export class PreparedStatements {
  private readonly names = new Map<string, string>();
  /** What a statement answers with, once it is known. */
  private readonly described = new Map<string, readonly FieldDef[]>();
  private made = 0;
  /** Names that PostgreSQL may still hold and that nobody will use again. */
  private dropped: string[] = [];

  /** The name of a statement, and whether it has yet to be prepared under it. */
  name(sql: string): { name: string; isNew: boolean } {
    const known = this.names.get(sql);
    if (known !== undefined) {
      this.names.delete(sql);
      this.names.set(sql, known);
      return { name: known, isNew: false };
    }
    if (this.names.size >= capacity) this.forget(this.names.keys().next().value!);
    this.made += 1;
    const name = `s${this.made}`;
    this.names.set(sql, name);
    return { name, isNew: true };
  }

  /** After a failure it is not known whether the statement was prepared; its name is not used again. */
  forget(sql: string): void {
    const name = this.names.get(sql);
    if (name !== undefined) this.dropped.push(name);
    this.names.delete(sql);
    this.described.delete(sql);
  }

  columns(sql: string): readonly FieldDef[] | undefined {
    return this.described.get(sql);
  }

  describe(sql: string, columns: readonly FieldDef[]): void {
    if (this.names.has(sql)) this.described.set(sql, columns);
  }

  /** The names to deallocate, each told once; `drop` takes those back that PostgreSQL did not get to. */
  takeDropped(): string[] {
    const { dropped } = this;
    this.dropped = [];
    return dropped;
  }

  drop(names: readonly string[]): void {
    this.dropped.push(...names);
  }
}
