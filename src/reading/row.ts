import type { GraphQLObjectType } from 'graphql';
import type { Rule } from '../access/rules.js';
import type { Viewer } from '../access/viewer.js';
import type { Problem } from '../errors.js';
import type { Message } from '../languages/message.js';
import { Late, sampleOf } from './late.js';
import { closedBy, isClosedTo, type List, type Model, type Readable, type Reference, type Verdict } from './model.js';
import type { Guard } from './plans.js';
import { columnsOf } from './rowColumns.js';
import type { Asked } from './selection.js';
import { raw, type Sql, sql } from './sql.js';
import { isWatched, Watch } from './watching.js';

/** One compilation: for whom, of what, what is wrong with it, and what it depends on. */
export class Reading {
  readonly problems: Problem[] = [];
  /** For which other requests the statement would be the same. */
  readonly guards: Guard[] = [];
  /** The JSON is not yet the response: a resolver has to run, or something is closed to the viewer. */
  isUnfinished = false;
  /** A number in the response may be one that JSON does not have. */
  mayHoldNaN = false;
  private readonly verdicts = new Map<Rule, boolean | undefined>();
  /** What of the rows that leave has to be recorded. */
  watch: Watch;
  private rows = 0;

  constructor(
    readonly model: Model,
    readonly viewer: Viewer,
    readonly asked: Asked,
    /** Whether the JSON goes to the client as it is. */
    readonly isFinal = false,
  ) {
    this.watch = this.watchAnew();
  }

  /** Another root field is recorded apart from those before it. */
  watchAnew(): Watch {
    const isOn = isWatched(this.viewer);
    this.guards.push(({ viewer }) => isWatched(viewer) === isOn);
    this.watch = new Watch(isOn);
    return this.watch;
  }

  /** What a rule says of the viewer, which the statement then depends on. */
  readonly verdict: Verdict = (rule) => {
    if (!this.verdicts.has(rule)) {
      const said = rule.viewer(this.viewer);
      this.verdicts.set(rule, said);
      this.guards.push(({ viewer }) => rule.viewer(viewer) === said);
    }
    return this.verdicts.get(rule);
  };

  /** A yes or no about a value, which the statement then depends on. */
  decide(content: unknown, ask: (content: never) => boolean): boolean {
    const answer = ask(sampleOf(content) as never);
    if (content instanceof Late) this.guards.push(({ values }) => ask(content.of(values) as never) === answer);
    return answer;
  }

  row(entity: Readable): Row {
    this.rows += 1;
    return new Row(this, entity, `t${this.rows}`);
  }

  problem(path: string, message: Message): void {
    this.problems.push({ path, message });
  }

  /** As the schema of the request has it, which may lack what is switched off. */
  type(name: string): GraphQLObjectType {
    return this.asked.schema.getType(name) as GraphQLObjectType;
  }
}

/** A row of an entity in the statement being written, under its alias. */
export class Row {
  /** Quoted names of the columns that were used. */
  readonly used = new Set<string>();

  constructor(
    readonly reading: Reading,
    readonly entity: Readable,
    readonly alias: string,
  ) {}

  /** The table under the alias. */
  get source(): Sql {
    return raw(`${this.entity.table} ${this.alias}`);
  }

  get id(): Sql {
    return this.column('"id"');
  }

  column(name: string): Sql {
    this.used.add(name);
    return raw(`${this.alias}.${name}`);
  }

  /** Whether the field shows the viewer nothing in any row. */
  isClosed(field: string): boolean {
    return isClosedTo(this.reading.verdict, this.entity, field);
  }

  /** Whether it depends on the row if the field shows anything. */
  isGuarded(field: string): boolean {
    const rule = this.entity.closed.get(field);
    return rule !== undefined && this.reading.verdict(rule) !== true;
  }

  /** The rule of a field for this row. */
  rule(field: string): Sql {
    const columns = columnsOf(this.entity.meta, (column) => {
      this.used.add(column);
      return `${this.alias}.${column}`;
    });
    return raw(this.entity.closed.get(field)!.sql(columns));
  }

  /** Null where the rule of the field hides it in this row. */
  guard(field: string, content: Sql): Sql {
    return this.isGuarded(field) ? sql`case when ${this.rule(field)} then ${content} end` : content;
  }

  /** The same for a filter or an order, which a closed field refuses: its value would show in the result. */
  probe(field: string, content: Sql): Sql {
    const { entity } = this;
    const { viewer, verdict } = this.reading;
    const closed = closedBy(verdict, entity, field);
    if (closed)
      throw entity.denials.refusal(
        {
          en: `${entity.name}.${field} is closed to you: it can be neither filtered nor ordered by.`,
          zh: `${entity.name}.${field} 对您不开放：不能用于筛选或排序。`,
        },
        closed,
        viewer,
      );
    return this.guard(field, content);
  }

  /** That this row is the one a to-one property of another row points to. */
  isTarget(of: Row, { property, column }: Reference): Sql {
    return sql`${this.id} = ${of.guard(property, of.column(column))}`;
  }

  /** That this row belongs to a list of another row. A rule on the to-one property closes the list as well. */
  isListed(of: Row, { through }: List): Sql {
    return sql`${this.guard(through.property, this.column(through.column))} = ${of.id}`;
  }
}
