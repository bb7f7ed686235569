import { randomUUID } from 'node:crypto';
import { closing, TestPlatform } from '../../test/harness.js';
import { loans } from './loans.fixture.js';

export const specialist = 'customer-information-specialist';
export const supervisor = 'customer-information-supervisor';
export const manager = 'customer-service-manager';

/** A platform that lends files, and a clock that the test sets. */
export class Lending {
  private constructor(
    readonly platform: TestPlatform,
    private readonly moment: { now: Date },
  ) {}

  static async open(now: string, options: Parameters<typeof TestPlatform.open>[0] = {}): Promise<Lending> {
    const moment = { now: new Date(now) };
    const clock = () => moment.now;
    const platform = await TestPlatform.open({ modules: [loans], migrate: true, clock, ...options });
    // Of the demo, whose duties and notices are none of a test's about lending.
    if (!options.database) await platform.owner('truncate notices.notice cascade');
    return new Lending(platform, moment);
  }

  /** Closed with the test. */
  static async inTest(now: string, options: Parameters<typeof TestPlatform.open>[0] = {}): Promise<Lending> {
    const lending = await Lending.open(now, options);
    closing(lending.platform);
    return lending;
  }

  /** Sets the clock. */
  at(now: string): this {
    this.moment.now = new Date(now);
    return this;
  }

  /** Sets the clock and sweeps. */
  async sweepAt(now: string) {
    return this.at(now).platform.platform.sweeper.sweep();
  }

  /** In a session that is alive at the moment of the clock, wherever that was set. */
  async ask(who: string, document: string, variables: object = {}) {
    const token = await this.platform.platform.tokenFor(await this.platform.personId(who));
    return this.platform.run(token, document, variables as Record<string, unknown>);
  }

  async lend(borrower: string, { label = 'INTERNAL', by = specialist, id = randomUUID() as string } = {}) {
    const answer = await this.ask(
      by,
      'mutation($id: ID!, $borrower: ID!, $label: Label!) { lend(id: $id, borrower: $borrower, label: $label) { id } }',
      { id, borrower: await this.platform.personId(borrower), label },
    );
    return { id, outcome: answer.outcome };
  }

  giveBack(id: string, by = specialist) {
    return this.ask(by, 'mutation($id: ID!) { giveBack(id: $id) { id } }', { id });
  }

  /** A grant to read a loan. */
  async grant(person: string, id: string, from: string, until: string) {
    await this.platform.owner(
      `insert into access."grant" (id, created_at, updated_at, person_id, record_type, record_id, action, valid_from, valid_until)
       values (gen_random_uuid(), now(), now(), $1, 'Loan', $2, 'read', $3, $4)`,
      [await this.platform.personId(person), id, from, until],
    );
  }

  /** As the owner sees them, soonest first. */
  duties(where = 'true') {
    return this.platform.owner(
      `select name, period, state, due_at, breached_at, breach_noted_at, fulfilled_at, provisional, record_id, id
       from duties.duty where ${where} order by due_at, name`,
    );
  }

  /** Kinds of the notices of somebody, oldest first, as they see them. */
  async notices(who: string): Promise<string[]> {
    const { data } = await this.ask(
      who,
      '{ notices(filter: { duty: { module: { eq: "loans" } } }, orderBy: [{ createdAt: ASC }, { kind: ASC }]) { nodes { kind } } }',
    );
    return data.notices.nodes.map(({ kind }: { kind: string }) => kind);
  }
}
