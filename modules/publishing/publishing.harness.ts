import { expect } from 'vitest';
import { type Answer, TestPlatform } from '../../test/harness.js';

export const draft = `mutation($input: DraftItemInput!) {
  draftItem(input: $input) { id version number status kind label versions { nodes { id version number status } } }
}`;
const proofread =
  'mutation($id: ID!, $version: Int!) { proofreadItemVersion(id: $id, version: $version) { id version status } }';
const submit =
  'mutation($id: ID!, $version: Int!) { submitItemVersion(id: $id, version: $version) { id version status } }';
const publish = `mutation($id: ID!, $version: Int!, $at: DateTimeISO, $until: DateTimeISO) {
  publishItemVersion(id: $id, version: $version, publishAt: $at, expiresAt: $until) { id version status publishedBy { name } }
}`;

export interface Versioned {
  id: string;
  version: number;
}

/** The portal's people at work, on a clock that the test sets. */
export class PortalWorld {
  now: Date;
  platform!: TestPlatform;
  private units!: Map<string, string>;
  private columns!: Map<string, string>;

  constructor(now: string) {
    this.now = new Date(now);
  }

  async open(): Promise<void> {
    await this.use(
      await TestPlatform.open({
        clock: () => this.now,
        sweepMs: 86_400_000,
        access: { accessMinutes: 1_000_000, sessionDays: 1000 },
      }),
    );
  }

  async use(platform: TestPlatform): Promise<void> {
    this.platform = platform;
    this.units = new Map(
      (await this.rows<{ id: string; name: string }>('access.department')).map((d) => [d.name, d.id]),
    );
    this.columns = new Map(
      (await this.rows<{ id: string; name: string }>('publishing.portal_column')).map((c) => [c.name, c.id]),
    );
  }

  private rows<T extends object>(table: string): Promise<T[]> {
    return this.platform.owner(`select * from ${table}`) as Promise<T[]>;
  }

  at(moment: string): void {
    this.now = new Date(moment);
  }

  unit(name: string): string {
    return this.units.get(name)!;
  }

  column(name: string): string {
    return this.columns.get(name)!;
  }

  ask(who: string, document: string, variables?: Record<string, unknown>, locale?: 'en' | 'zh'): Promise<Answer> {
    return this.platform.as(who).run(document, variables, locale);
  }

  /** What somebody is answered; fails where they are refused. */
  async done(who: string, document: string, variables?: Record<string, unknown>) {
    const answer = await this.ask(who, document, variables);
    expect(answer.errors).toEqual([]);
    // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's, which the test knows
    return Object.values(answer.data)[0] as any;
  }

  input(more: Record<string, unknown> = {}) {
    return {
      columnId: this.column('工作动态'),
      category: 'MEASURES_AND_EXPERIENCE',
      form: 'MEETING_OR_NEWS',
      title: '生产调度会召开',
      text: '会议总结上月生产情况，部署本月任务。',
      source: '生产部',
      ...more,
    };
  }

  /** Drafted by the officer of production; answers the item. */
  async drafted(
    more: Record<string, unknown> = {},
    who = 'information-officer',
  ): Promise<Versioned & { kind: string }> {
    return this.done(who, draft, { input: this.input(more) });
  }

  /** The record of the newest version of an item. */
  async newest(item: string): Promise<Versioned & { status: string; number: number }> {
    const [row] = await this.platform.owner<Versioned & { status: string; number: number }>(
      'select id, version, status, number from publishing.item_version where item_id = $1 order by number desc limit 1',
      [item],
    );
    return row!;
  }

  async item(item: string): Promise<Versioned & { status: string }> {
    const [row] = await this.platform.owner<Versioned & { status: string }>(
      'select id, version, status from publishing.portal_item where id = $1',
      [item],
    );
    return row!;
  }

  async proofread(item: string, who = 'unit-head'): Promise<Versioned> {
    return this.done(who, proofread, { ...(await this.newest(item)) });
  }

  async submit(item: string, who = 'information-officer'): Promise<Answer> {
    return this.ask(who, submit, { ...(await this.newest(item)) });
  }

  /** Drafted, proof-read and submitted. */
  async submitted(more: Record<string, unknown> = {}): Promise<string> {
    const { id } = await this.drafted(more);
    await this.proofread(id);
    expect((await this.submit(id)).errors).toEqual([]);
    return id;
  }

  async taskOf(item: string): Promise<string> {
    const [row] = await this.platform.owner<{ id: string }>(
      `select t.id from approvals.task t join approvals.request r on r.id = t.request_id
       join publishing.item_version v on v.id = r.record_id where v.item_id = $1`,
      [item],
    );
    return row!.id;
  }

  async decide(item: string, verdict = 'APPROVE', who = 'portal-reviewer'): Promise<Answer> {
    return this.ask(who, 'mutation($input: DecideApprovalInput!) { decideApproval(input: $input) { status } }', {
      input: { taskId: await this.taskOf(item), verdict, comment: '请核实' },
    });
  }

  async reviewed(more: Record<string, unknown> = {}): Promise<string> {
    const id = await this.submitted(more);
    expect((await this.decide(id)).errors).toEqual([]);
    return id;
  }

  async publish(item: string, times: { at?: string; until?: string } = {}, who = 'portal-editor'): Promise<Answer> {
    return this.ask(who, publish, { ...(await this.newest(item)), ...times });
  }

  async published(more: Record<string, unknown> = {}): Promise<string> {
    const id = await this.reviewed(more);
    expect((await this.publish(id)).errors).toEqual([]);
    return id;
  }
}
