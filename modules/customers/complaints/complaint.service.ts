import { Department } from '../../../src/access/department.entity.js';
import { NumberSeries } from '../../../src/access/numbering.js';
import { Person } from '../../../src/access/person.entity.js';
import { ApprovalRequest } from '../../../src/approvals/approvalRequest.entity.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, invalidState, type Problem } from '../../../src/errors.js';
import { Customer } from '../customer.entity.js';
import { Complaint } from './complaint.entity.js';
import { ComplaintKind } from './complaint.enums.js';
import { qualityComplaintReceived } from './complaint.event.js';
import type { ComplaintResultInput, ReceiveComplaintInput } from './complaint.inputs.js';

export const complaintNumbers = new NumberSeries('customers.complaint_number', 'TS');

/** A complaint's way from the department that receives it to the answer of the office (P04.A08). */
export class ComplaintService {
  constructor(private readonly context: SignedInContext) {}

  receive(input: ReceiveComplaintInput): Promise<Complaint> {
    const { customerId, departmentId, assistingDepartmentId, complainedAt, product, lot, reachedAt, ...told } = input;
    const { core, viewer, now } = this.context;
    return this.context.database.write(this.context, async (writing) => {
      const department = departmentId ?? viewer.department;
      await this.refuse(writing, input, department);
      const customer = await writing.find('receiveComplaint', Customer, customerId);
      const { label, compartments, keeper } = customer;
      const complaint = writing.em.create(Complaint, {
        ...told,
        product: product?.trim() || null,
        lot: lot?.trim() || null,
        reachedAt: reachedAt?.trim() || null,
        number: (await complaintNumbers.next(writing, customer))[0]!,
        customer,
        label,
        compartments,
        keeper,
        complainedAt: complainedAt ?? now,
        receivedBy: this.me(writing),
        department: writing.em.getReference(Department, department!),
        assistingDepartment: assistingDepartmentId ? writing.em.getReference(Department, assistingDepartmentId) : null,
      });
      for (const duty of ['takeComplaint', 'handleComplaint', 'answerComplaint'])
        await core.duties.begin(writing, duty, {
          record: complaint,
          department: duty === 'answerComplaint' ? null : complaint.department,
          from: complaint.complainedAt,
        });
      await this.tell(writing, complaint);
      if (complaint.kind === ComplaintKind.QUALITY)
        await core.events.tell(writing, qualityComplaintReceived, { complaint });
      return complaint;
    });
  }

  take(id: string, version: number): Promise<Complaint> {
    return this.context.database.write(this.context, async (writing) => {
      const complaint = await writing.find('takeComplaint', Complaint, id, version);
      complaint.take(this.me(writing));
      await this.context.core.duties.fulfil(writing, 'takeComplaint', { record: complaint });
      return complaint;
    });
  }

  assist(id: string, version: number, assistance: string): Promise<Complaint> {
    return this.context.database.write(this.context, async (writing) => {
      const complaint = await writing.find('assistComplaint', Complaint, id, version);
      complaint.assist(this.me(writing), assistance);
      return complaint;
    });
  }

  propose(id: string, version: number, { result }: ComplaintResultInput): Promise<ApprovalRequest> {
    const { core } = this.context;
    return this.context.database.write(this.context, async (writing) => {
      const complaint = await writing.find('proposeComplaintResult', Complaint, id, version);
      complaint.propose();
      await refuseSecondRequest(writing, complaint);
      await core.duties.fulfil(writing, 'handleComplaint', { record: complaint });
      return core.approvals.request(writing, 'approveComplaintResult', {
        record: complaint,
        form: { number: complaint.number, result },
      });
    });
  }

  resubmit(id: string, version: number, { result }: ComplaintResultInput): Promise<ApprovalRequest> {
    const call = 'resubmitComplaintResult';
    return this.context.database.write(this.context, async (writing) => {
      const { form } = await writing.find(call, ApprovalRequest, id, version);
      return this.context.core.approvals.resubmit(writing, call, { id, version, form: { ...form, result } });
    });
  }

  answer(id: string, version: number, answer: string): Promise<Complaint> {
    return this.context.database.write(this.context, async (writing) => {
      const complaint = await writing.find('answerComplaint', Complaint, id, version);
      complaint.answerCustomer(this.me(writing), this.context.now, answer);
      await this.context.core.duties.fulfil(writing, 'answerComplaint', { record: complaint });
      return complaint;
    });
  }

  private async refuse(
    { em }: Writing,
    { complainedAt, departmentId, assistingDepartmentId }: ReceiveComplaintInput,
    department: string | undefined,
  ): Promise<void> {
    const problems: Problem[] = [];
    if (complainedAt && complainedAt > this.context.now)
      problems.push({
        path: 'input.complainedAt',
        message: { en: 'Give a moment that is over, or leave it out.', zh: '请填写已过去的时间，或省略。' },
      });
    if (!department) problems.push({ path: 'input.departmentId', message: nameDepartment });
    for (const [path, id] of Object.entries({ departmentId, assistingDepartmentId }))
      if (id && !(await em.findOne(Department, { id })))
        problems.push({ path: `input.${path}`, message: nameDepartment });
    if (problems.length > 0) throw badInput(problems);
  }

  private tell({ em }: Writing, complaint: Complaint): Promise<void> {
    const { number, id, label, compartments, keeper, department } = complaint;
    const message = {
      en: `The complaint ${number} was received. Somebody of the department has to take it (P04.A08).`,
      zh: `已收到投诉 ${number}，请本部门人员受理（P04.A08）。`,
    };
    const about = { label, compartments, keeper: keeper?.id, recordType: 'Complaint', recordId: id };
    return this.context.core.notices.tell(
      askingOf(em),
      [{ kind: 'OTHER', message, role: 'CUSTOMER_SERVICE_MANAGER', department: department.id, ...about }],
      this.context.now,
    );
  }

  private me({ em }: Writing): Person {
    return em.getReference(Person, this.context.viewer.personId);
  }
}

async function refuseSecondRequest({ em }: Writing, { id, number }: Complaint): Promise<void> {
  const [row] = await em.execute<{ asked: boolean }[]>('select customers.complaint_is_asked(?) as asked', [id]);
  if (row!.asked)
    throw invalidState({
      en: `A result of the complaint ${number} waits for the general manager already. Withdraw that request, or bring it again with resubmitComplaintResult if it was returned.`,
      zh: `投诉 ${number} 的处理结果已在审批。请先撤回该申请；如已退回，请用 resubmitComplaintResult 重新提交。`,
    });
}

const nameDepartment = {
  en: 'Name a department that exists, see departments.',
  zh: '请指定存在的部门，见 departments。',
};
