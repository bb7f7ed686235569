import { giveRole, newcomer } from '../../src/access/access.harness.js';
import { type Answer, TestPlatform } from '../../test/harness.js';

const measures = {
  team: '张工、李工',
  containment: '封存同批在库品',
  rootCause: '热处理保温时间不足',
  correctiveAction: '调整工艺卡并首件检验',
  preventiveAction: '全部热处理工序加装计时联锁',
};

/** A platform with a clock that the test sets, and the calls of those who deal with a case. */
export class Workshop {
  now = new Date('2026-03-02T03:00:00Z');
  platform!: TestPlatform;
  /** The quality officer of 生产部, who holds no post there but that. */
  officer!: string;

  static async open(now = '2026-03-02T03:00:00Z'): Promise<Workshop> {
    const workshop = new Workshop();
    workshop.now = new Date(now);
    workshop.platform = await TestPlatform.open({
      clock: () => workshop.now,
      access: { accessMinutes: 1_000_000, sessionDays: 1000 },
    });
    const { id, name } = await newcomer(workshop.platform);
    const role = await giveRole(workshop.platform, id, 'READER');
    await workshop.platform.owner(
      "update access.role_assignment set department_id = (select id from access.department where name = '生产部') where id = $1",
      [role],
    );
    await workshop.platform.owner("update access.person set clearance = 'INTERNAL' where id = $1", [id]);
    workshop.officer = name;
    return workshop;
  }

  close(): Promise<void> {
    return this.platform.close();
  }

  at(now: string): this {
    this.now = new Date(now);
    return this;
  }

  run(who: string, document: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    return this.platform.as(who).run(document, variables);
  }

  async department(name = '生产部'): Promise<string> {
    const [row] = await this.platform.owner<{ id: string }>('select id from access.department where name = $1', [name]);
    return row!.id;
  }

  async report(severity = 'MAJOR', who = 'sales-director', more: object = {}): Promise<string> {
    const input = {
      informant: '太原钢厂用户',
      product: 'PE900×1200',
      lot: '2601-007',
      report: '颚板两周即磨损',
      severity,
      ...more,
    };
    const answer = await this.run(
      who,
      'mutation($input: ReportFeedbackInput!) { reportFeedback(input: $input) { id } }',
      { input },
    );
    if (!answer.data?.reportFeedback) throw new Error(JSON.stringify(answer.errors));
    return answer.data.reportFeedback.id;
  }

  /** As the owner of the database sees it. */
  async form(id: string): Promise<{ version: number; status: string }> {
    const [row] = await this.platform.owner<{ version: number; status: string }>(
      'select version, status from quality.feedback_form where id = $1',
      [id],
    );
    return row!;
  }

  async record(formId: string): Promise<{ id: string; version: number; round: number }> {
    const [row] = await this.platform.owner<{ id: string; version: number; round: number }>(
      'select id, version, round from quality.handling where form_id = $1 order by round desc limit 1',
      [formId],
    );
    return row!;
  }

  async investigate(id: string, verdict = 'TRUE', who = 'quality-inspector'): Promise<Answer> {
    const { version } = await this.form(id);
    const document = `mutation($id: ID!, $version: Int!, $verdict: FeedbackVerdict!) { investigateFeedback(id: $id, version: $version, verdict: $verdict, finding: "抽样复检硬度不足") { status } }`;
    return this.run(who, document, { id, version, verdict });
  }

  async assign(id: string, who = 'quality-inspector'): Promise<Answer> {
    const { version } = await this.form(id);
    const document = `mutation($id: ID!, $version: Int!, $departmentId: ID!) { assignFeedback(id: $id, version: $version, departmentId: $departmentId, cause: PROCESSING, analysis: "热处理曲线异常") { status } }`;
    return this.run(who, document, { id, version, departmentId: await this.department() });
  }

  async fill(
    formId: string,
    input: object = { ...measures, result: '已返工并补发' },
    who = 'unit-head',
  ): Promise<Answer> {
    const { id, version } = await this.record(formId);
    const document =
      'mutation($id: ID!, $version: Int!, $input: HandlingInput!) { fillHandling(id: $id, version: $version, input: $input) { version } }';
    return this.run(who, document, { id, version, input });
  }

  async submit(formId: string, who = 'unit-head'): Promise<Answer> {
    const { id, version } = await this.record(formId);
    return this.run(
      who,
      'mutation($id: ID!, $version: Int!) { submitHandling(id: $id, version: $version) { handledAt form { status } } }',
      { id, version },
    );
  }

  async verify(formId: string, effective = true, who = 'quality-inspector'): Promise<Answer> {
    const { id, version } = await this.record(formId);
    const document = `mutation($id: ID!, $version: Int!, $effective: Boolean!) { verifyHandling(id: $id, version: $version, effective: $effective, verification: "连续三批抽检") { form { status } } }`;
    return this.run(who, document, { id, version, effective });
  }

  async closeCase(id: string, who = 'quality-inspector'): Promise<Answer> {
    const { version } = await this.form(id);
    const document = `mutation($id: ID!, $version: Int!) { closeFeedback(id: $id, version: $version, conclusion: "措施有效，同意结案") { status caseFiles { nodes { id number title } } } }`;
    return this.run(who, document, { id, version });
  }

  /** A case that the department has reported back. */
  async handled(severity = 'MAJOR'): Promise<string> {
    const id = await this.report(severity);
    for (const step of [
      () => this.investigate(id),
      () => this.assign(id),
      () => this.fill(id),
      () => this.submit(id),
    ]) {
      const answer = await step();
      if (answer.outcome !== 'ok') throw new Error(JSON.stringify(answer.errors));
    }
    return id;
  }
}
