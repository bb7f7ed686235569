import { HttpService } from '../../../test/httpService.js';
import { freshCode } from '../../../test/labelledCustomers.js';

export const manager = 'customer-service-manager';
export const supervisor = 'customer-information-supervisor';
export const specialist = 'customer-information-specialist';
export const general = 'general-manager';

/** A platform with a clock of its own, and how people deal with reports on it. */
export class ReportsHarness {
  private constructor(
    readonly http: HttpService,
    private readonly clock: { now: Date },
  ) {}

  static async open(moment: string): Promise<ReportsHarness> {
    const clock = { now: new Date(moment) };
    const http = await HttpService.open({
      clock: () => clock.now,
      access: { accessMinutes: 10_000_000, sessionDays: 4000 },
      sweepMs: 86_400_000,
    });
    return new ReportsHarness(http, clock);
  }

  get platform() {
    return this.http.platform;
  }

  sweepAt(moment: string) {
    this.at(moment);
    return this.platform.platform.sweeper.sweep();
  }

  at(moment: string): void {
    this.clock.now = new Date(moment);
  }

  run(who: string, document: string, variables: Record<string, unknown> = {}) {
    return this.platform.as(who).run(document, variables);
  }

  /** Runs it and answers the one field of the answer. */
  async done(who: string, document: string, variables: Record<string, unknown> = {}) {
    const { data, errors, outcome } = await this.run(who, document, variables);
    if (outcome !== 'ok') throw new Error(`${who}: ${JSON.stringify(errors)}`);
    // biome-ignore lint/suspicious/noExplicitAny: the shape is the document's, which the test knows
    return Object.values(data)[0] as any;
  }

  register(who: string, name: string, more: object = {}) {
    return this.done(
      who,
      'mutation($input: RegisterCustomerInput!) { registerCustomer(input: $input) { id version label } }',
      { input: { name, creditCode: freshCode(), ...more } },
    );
  }

  define(who: string, input: object) {
    return this.done(
      who,
      'mutation($input: ReportInput!) { defineReport(input: $input) { id version title edition label editions { nodes { id number filedAt } } } }',
      { input: { title: '客户统计', measures: ['FILES'], ...input } },
    );
  }

  compile(who: string, definitionId: string, more: object = {}) {
    return this.run(who, compile, { input: { definitionId, ...more } });
  }

  async compiled(who: string, definitionId: string, more: object = {}) {
    return this.done(who, compile, { input: { definitionId, ...more } });
  }

  /** Approves whatever of the request waits for somebody. */
  async approve(who: string, requestId: string) {
    const { data } = await this.run(who, '{ approvalInbox(first: 100) { nodes { id request { id } } } }');
    const task = data.approvalInbox.nodes.find(({ request }: { request: { id: string } }) => request.id === requestId);
    return this.run(
      who,
      'mutation($id: ID!) { decideApproval(input: { taskId: $id, verdict: APPROVE }, password: "demo-only") { status } }',
      { id: task?.id ?? requestId },
    );
  }

  /** Has a report checked by both. */
  async check(who: string, report: { id: string; version: number }): Promise<void> {
    const { id } = await this.done(who, requestCheck, report);
    for (const one of [supervisor, manager]) await this.approve(one, id);
  }

  version(id: string) {
    return this.done(specialist, 'query($id: ID!) { statisticalReport(id: $id) { id version } }', { id });
  }

  async checked(who: string, definitionId: string, more: object = {}) {
    const report = await this.compiled(who, definitionId, more);
    await this.check(who, report);
    return this.version(report.id);
  }

  issue(who: string, { id, version }: { id: string; version: number }) {
    return this.run(
      who,
      'mutation($id: ID!, $version: Int!) { issueReport(id: $id, version: $version) { id number issuedAt checkedBy } }',
      { id, version },
    );
  }

  copies(who: string, input: object) {
    return this.run(
      who,
      'mutation($input: RecordReportCopiesInput!) { recordReportCopies(input: $input) { kind copies place receiver { name } } }',
      { input },
    );
  }

  close(): Promise<void> {
    return this.http.close();
  }
}

const compile =
  'mutation($input: CompileReportInput!) { compileReport(input: $input) { id version label period asOf figures { keys titles files capitalFiles capitalSum capitalMean } } }';

export const requestCheck =
  'mutation($id: ID!, $version: Int!) { requestReportCheck(id: $id, version: $version) { id } }';
