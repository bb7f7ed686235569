import { dominates, Label } from '../../../src/access/labels.js';
import { NumberSeries } from '../../../src/access/numbering.js';
import { Person } from '../../../src/access/person.entity.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, type Problem } from '../../../src/errors.js';
import { zhOf } from '../../../src/languages/enumTitles.js';
import { Customer } from '../customer.entity.js';
import type { LeakFinding } from './incident.enums.js';
import type { ReportLeakInput } from './incident.inputs.js';
import { LeakedFile } from './leakedFile.entity.js';
import { LeakIncident } from './leakIncident.entity.js';
import { LeakMeasure } from './leakMeasure.entity.js';

export const leakNumbers = new NumberSeries('customers.leak_number', 'XM');

/** From finding a leak to its end (P01.A27). */
export class IncidentService {
  constructor(private readonly context: SignedInContext) {}

  report({ customerIds, remedialAction, foundAt, label: asked, ...told }: ReportLeakInput): Promise<LeakIncident> {
    const { database, core, now } = this.context;
    return database.write(this.context, async (writing) => {
      const customers: Customer[] = [];
      for (const id of new Set(customerIds ?? [])) customers.push(await writing.find('reportLeak', Customer, id));
      const label = this.labelFor(customers, asked ?? undefined, foundAt ?? now);
      const compartments = [...new Set(customers.flatMap((customer) => customer.compartments))];
      const reporter = this.me(writing);
      const of = { label, compartments, keeper: reporter };
      const incident = writing.em.create(LeakIncident, {
        ...told,
        ...of,
        number: (await leakNumbers.next(writing, of))[0]!,
        reporter,
        foundAt: foundAt ?? now,
      });
      writing.em.create(LeakMeasure, { ...of, incident, measure: remedialAction, takenBy: reporter });
      for (const customer of customers) writing.em.create(LeakedFile, { ...of, incident, customer });
      await core.duties.begin(writing, 'reportLeak', { record: incident, person: reporter, from: incident.foundAt });
      await core.duties.fulfil(writing, 'reportLeak', { record: incident });
      for (const duty of ['containLeak', 'closeLeak']) await core.duties.begin(writing, duty, { record: incident });
      await this.tell(writing, incident);
      return incident;
    });
  }

  addMeasure(incidentId: string, measure: string): Promise<LeakMeasure> {
    return this.context.database.write(this.context, async (writing) => {
      const incident = await writing.find('addLeakMeasure', LeakIncident, incidentId);
      incident.refuseWhenClosed();
      const { label, compartments, keeper } = incident;
      const of = { label, compartments, keeper };
      return writing.em.create(LeakMeasure, { ...of, incident, measure, takenBy: this.me(writing) });
    });
  }

  contain(id: string, version: number, containment: string): Promise<LeakIncident> {
    return this.context.database.write(this.context, async (writing) => {
      const incident = await writing.find('containLeak', LeakIncident, id, version);
      incident.contain(this.me(writing), this.context.now, containment);
      await this.context.core.duties.fulfil(writing, 'containLeak', { record: incident });
      return incident;
    });
  }

  close(id: string, version: number, finding: LeakFinding, conclusion: string): Promise<LeakIncident> {
    return this.context.database.write(this.context, async (writing) => {
      const incident = await writing.find('closeLeak', LeakIncident, id, version);
      incident.close(this.me(writing), this.context.now, finding, conclusion);
      await this.context.core.duties.fulfil(writing, 'closeLeak', { record: incident });
      return incident;
    });
  }

  /** That of the files, and INTERNAL even without one as far as the clearance reaches: anybody may report. */
  private labelFor(customers: readonly Customer[], asked: Label | undefined, foundAt: Date): Label {
    const { clearance } = this.context.viewer;
    const least = customers.map(({ label }) => label).reduce(higher, Label.PUBLIC);
    const label = asked ?? (dominates(clearance, Label.INTERNAL) ? higher(least, Label.INTERNAL) : least);
    const problems: Problem[] = [];
    if (!dominates(label, least))
      problems.push({
        path: 'input.label',
        message: { en: `Give at least ${least}, or leave it out.`, zh: `密级至少为 ${least}，或省略。` },
      });
    if (!dominates(clearance, label))
      problems.push({
        path: 'input.label',
        message: {
          en: `Give at most your clearance ${clearance}, or leave it out.`,
          zh: `密级不得高于您的涉密权限“${zhOf(Label, clearance)}”，或省略。`,
        },
      });
    if (foundAt > this.context.now)
      problems.push({
        path: 'input.foundAt',
        message: { en: 'Give a moment that is over, or leave it out.', zh: '请填写已过去的时间，或省略。' },
      });
    if (problems.length > 0) throw badInput(problems);
    return label;
  }

  /** Those who have to act learn at once that there is something, and read the rest in the incident. */
  private tell({ em }: Writing, incident: LeakIncident): Promise<void> {
    const { number, id, label, compartments } = incident;
    const message = {
      en: `A leak or likely leak was reported: ${number}. Act at once (P01.A27): leakIncident(id: "${id}").`,
      zh: `有人报告客户信息泄露或可能泄露：${number}。请立即处理（P01.A27）：leakIncident(id: "${id}")。`,
    };
    const about = { kind: 'OTHER' as const, message, label, compartments, recordType: 'LeakIncident', recordId: id };
    const roles = ['CUSTOMER_INFORMATION_SUPERVISOR', 'CUSTOMER_SERVICE_MANAGER'];
    return this.context.core.notices.tell(
      askingOf(em),
      roles.map((role) => ({ ...about, keeper: incident.keeper?.id, role })),
      this.context.now,
    );
  }

  private me({ em }: Writing): Person {
    return em.getReference(Person, this.context.viewer.personId);
  }
}

const higher = (one: Label, other: Label): Label => (dominates(one, other) ? one : other);
