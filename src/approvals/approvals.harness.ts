import { randomUUID } from 'node:crypto';
import { type Answer, TestPlatform } from '../../test/harness.js';
import { hashPassword } from '../access/passwords.js';
import type { Module } from '../module.js';
import { paperwork } from './approvals.world.js';

/** Monday, eleven o'clock in Shanghai. */
export const monday = new Date('2026-03-02T03:00:00.000Z');
export const hours = (n: number) => new Date(monday.getTime() + n * 3_600_000);

const shown = `id version status round label endedAt title
  form { name title value }
  steps { name applies isComplete addedBy { name } signers { taskId role person { name } isOpen nobodyLeft dueAt approvedBy { name } approvedFor { name } } }
  events(first: 100, orderBy: [{ createdAt: ASC }, { id: ASC }]) { nodes { kind person { name } forPerson { name } toPerson { name } step toStep act clause comment round } }`;

interface InboxTask {
  id: string;
  step: string;
  request: { id: string } | null;
}

const staff: [name: string, role: string, department: string, clearance: string][] = [
  ['clerk', 'CLERK', '生产部', 'TOP_SECRET'],
  ['colleague', 'CLERK', '生产部', 'TOP_SECRET'],
  ['checker', 'CHECKER', '总公司', 'SECRET'],
  ['checker-b', 'CHECKER', '总公司', 'SECRET'],
  ['second', 'SECOND_CHECKER', '总公司', 'SECRET'],
  ['workshop-head', 'UNIT_HEAD', '一车间', 'INTERNAL'],
  ['deputy', 'READER', '总公司', 'SECRET'],
];

/** The test's clock goes over months, and the test itself looks for what is late. */
export const patient = { access: { accessMinutes: 1_000_000, sessionDays: 1000 }, sweepMs: 86_400_000 };

/** The pretend module with its people, and a clock that the test moves. */
export class ApprovalWorld {
  now = monday;
  platform!: TestPlatform;

  static async open(modules: Module[] = [paperwork]): Promise<ApprovalWorld> {
    const world = new ApprovalWorld();
    world.platform = await TestPlatform.open({ modules, migrate: true, clock: () => world.now, ...patient });
    await world.owner(
      `insert into access.department (id, created_at, updated_at, name, parent_id)
       select gen_random_uuid(), now(), now(), '一车间', id from access.department where name = '生产部'`,
    );
    const hash = await hashPassword('demo-only');
    for (const [name, role, department, clearance] of staff) {
      await world.owner(
        `insert into access.person (id, created_at, updated_at, name, display_name, clearance) values (gen_random_uuid(), now(), now(), $1, $1, $2::access.label)`,
        [name, clearance],
      );
      await world.assign(name, role, department);
      await world.owner('select access.set_password($1, $2, false)', [await world.platform.personId(name), hash]);
    }
    return world;
  }

  close(): Promise<void> {
    return this.platform.close();
  }

  owner(sql: string, values: unknown[] = []) {
    return this.platform.owner(sql, values);
  }

  async assign(name: string, role: string, department: string): Promise<void> {
    await this.owner(
      `insert into access.role_assignment (id, created_at, updated_at, person_id, role, department_id, valid_from)
       select gen_random_uuid(), now(), now(), p.id, $2, d.id, '2026-01-01' from access.person p, access.department d where p.name = $1 and d.name = $3`,
      [name, role, department],
    );
  }

  async endRole(name: string, role: string): Promise<void> {
    await this.owner(
      'update access.role_assignment a set valid_until = $3 from access.person p where p.id = a.person_id and p.name = $1 and a.role = $2',
      [name, role, this.now],
    );
  }

  /** A report of the production department, kept by the clerk. */
  async report(label = 'INTERNAL', department = '生产部'): Promise<string> {
    const id = randomUUID();
    await this.owner(
      `insert into paperwork.report (id, created_at, updated_at, label, keeper_id, title, department_id)
       select $1, now(), now(), $2::access.label, $3, '季报', id from access.department where name = $4`,
      [id, label, await this.platform.personId('clerk'), department],
    );
    return id;
  }

  run(who: string, document: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    return this.platform.as(who).run(document, variables);
  }

  /** Asks for the issue of a report; answers the request. */
  async issue(options: { id?: string; who?: string; label?: string; department?: string; outside?: boolean } = {}) {
    const { who = 'clerk', label, department, outside = false } = options;
    const id = options.id ?? (await this.report(label, department));
    const answer = await this.run(
      who,
      `mutation($id: ID!, $input: IssueInput!) { requestIssue(id: $id, input: $input) { ${shown} } }`,
      { id, input: { reason: '季度报送', outside } },
    );
    if (!answer.data?.requestIssue) throw new Error(JSON.stringify(answer.errors));
    return { ...answer.data.requestIssue, reportId: id };
  }

  async request(who: string, id: string) {
    const { data } = await this.run(who, `query($id: ID!) { approvalRequest(id: $id) { ${shown} } }`, { id });
    return data.approvalRequest;
  }

  async inbox(who: string, requestId?: string): Promise<InboxTask[]> {
    const { data } = await this.run(
      who,
      '{ approvalInbox(first: 100, orderBy: [{ createdAt: ASC }]) { nodes { id step request { id } } } }',
    );
    return data.approvalInbox.nodes.filter((task: InboxTask) => !requestId || task.request?.id === requestId);
  }

  async decide(who: string, requestId: string, verdict = 'APPROVE', password?: string): Promise<Answer> {
    const [task] = await this.inbox(who, requestId);
    if (!task) throw new Error(`Nothing of the request waits for ${who}.`);
    return this.decideTask(who, task.id, verdict, password);
  }

  decideTask(who: string, taskId: string, verdict = 'APPROVE', password?: string): Promise<Answer> {
    return this.run(
      who,
      `mutation($input: DecideApprovalInput!, $password: String) { decideApproval(input: $input, password: $password) { ${shown} } }`,
      { input: { taskId, verdict, comment: verdict === 'REJECT' ? '理由不足' : '同意' }, password },
    );
  }

  async returnTask(who: string, requestId: string, toStep?: string): Promise<Answer> {
    const [task] = await this.inbox(who, requestId);
    return this.run(
      who,
      `mutation($taskId: ID!, $toStep: String) { returnApproval(taskId: $taskId, toStep: $toStep, comment: "请补正") { ${shown} } }`,
      { taskId: task!.id, toStep },
    );
  }
}

/** Steps of a request that wait, with those they ask. */
export const waiting = (request: {
  steps: { name: string; signers: { isOpen: boolean; role: string | null; person: { name: string } | null }[] }[];
}): string[] =>
  request.steps.flatMap(({ name, signers }) =>
    signers.filter(({ isOpen }) => isOpen).map(({ role, person }) => `${name}: ${role ?? person?.name}`),
  );
