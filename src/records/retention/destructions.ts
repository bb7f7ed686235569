import { createHash } from 'node:crypto';
import { Person } from '../../access/person.entity.js';
import type { ApprovalRequest } from '../../approvals/approvalRequest.entity.js';
import { usePermit } from '../../approvals/permits.js';
import type { SignedInContext } from '../../context.js';
import type { Writing } from '../../database/writing.js';
import { badInput, conflict, invalidState, type Problem } from '../../errors.js';
import { DisposalAction } from '../archiveDefinition.js';
import { ArchiveFile } from '../archiveFile.entity.js';
import { FileLoan } from '../loans/fileLoan.entity.js';
import { recordOf } from '../loans/loans.js';
import { readerOf } from '../readers.js';
import { certificatePdf } from './certificate.js';
import { Destruction, DestructionStatus } from './destruction.entity.js';
import { LegalHold } from './legalHold.entity.js';
import type { DestructionInput } from './retention.inputs.js';
import { lockDisposal, ofFile, refuseEarly } from './retention.js';
import { classOf } from './schedule.js';

/** Destroying files whose time is over, before two witnesses. */
export class Destructions {
  constructor(private readonly context: SignedInContext) {}

  request({ fileId, ...order }: DestructionInput): Promise<ApprovalRequest> {
    const { database, core } = this.context;
    return database.write(this.context, async (writing) => {
      const file = await writing.find('requestDestruction', ArchiveFile, fileId);
      await refuseUnlessDue(writing, file, order);
      const { approvals } = core.archives.get(file.subjectType)!;
      const form = { ...order, number: file.number, reason: order.reason.trim() };
      return core.approvals.request(writing, approvals.destruction, { record: recordOf(file), form });
    });
  }

  order(fileId: string, requestId: string): Promise<Destruction> {
    const { database, core, viewer } = this.context;
    return database.write(this.context, async (writing) => {
      const file = await writing.find('orderDestruction', ArchiveFile, fileId);
      file.stillThere();
      const { approvals } = core.archives.get(file.subjectType)!;
      const { form } = await usePermit(writing, approvals.destruction, requestId, file.id);
      const { reason, firstWitnessId, secondWitnessId } = form as unknown as Order;
      await refuseUnlessDue(writing, file, { reason, firstWitnessId, secondWitnessId });
      const person = (id: string) => writing.em.getReference(Person, id);
      return writing.em.create(Destruction, {
        ...ofFile(file),
        number: file.number,
        retentionClass: file.retentionClass,
        reason,
        orderedBy: person(viewer.personId),
        firstWitness: person(firstWitnessId),
        secondWitness: person(secondWitnessId),
        requestId,
      });
    });
  }

  cancel(id: string, version: number, reason: string): Promise<Destruction> {
    return this.context.database.write(this.context, async (writing) => {
      const destruction = await writing.find('cancelDestruction', Destruction, id, version);
      destruction.cancel(reason.trim());
      return destruction;
    });
  }

  /** A witness signs; the second signature destroys. The database itself holds to the rules, whatever is asked here. */
  witness(id: string, version: number): Promise<{ id: string }> {
    return this.context.database.write(this.context, async (writing) => {
      const destruction = await writing.find('witnessDestruction', Destruction, id, version);
      destruction.stillOrdered();
      await lockDisposal(writing, destruction.file.id);
      await refuseWhatStopsIt(writing, destruction.file.id);
      const [signed] = await writing.em.execute<{ complete: boolean | null }[]>(
        'select records.sign_destruction(?::uuid, ?::integer) as complete',
        [id, version],
      );
      if (signed?.complete === null)
        throw conflict({
          en: 'You have signed already, or somebody was quicker. Read it again.',
          zh: '您已签字，或他人已先办理。请重新读取。',
        });
      await this.record(writing, destruction, 'witness', {});
      if (signed?.complete) await this.destroy(writing, destruction);
      return { id };
    });
  }

  private async destroy(writing: Writing, destruction: Destruction): Promise<void> {
    const { em, context } = writing;
    const people = await em.find(Person, {
      id: { $in: [destruction.orderedBy.id, destruction.firstWitness.id, destruction.secondWitness.id] },
    });
    const nameOf = ({ id }: Person) => people.find((person) => person.id === id)?.displayName ?? id;
    const archive = context.core.archives.get(destruction.subjectType)!;
    const pdf = await certificatePdf({
      id: destruction.id,
      archive: archive.title,
      number: destruction.number,
      retentionClass: `${destruction.retentionClass} ${archive.retentionClasses[destruction.retentionClass]?.title.zh ?? ''}`,
      reason: destruction.reason,
      orderedBy: nameOf(destruction.orderedBy),
      orderedAt: destruction.createdAt,
      witnesses: [nameOf(destruction.firstWitness), nameOf(destruction.secondWitness)],
      doneAt: context.now,
    });
    const hash = createHash('sha256').update(pdf).digest('hex');
    await em.execute(`select records.destroy_file(?::uuid, ?::timestamptz, decode(?, 'base64'), ?)`, [
      destruction.id,
      context.now.toISOString(),
      pdf.toString('base64'),
      hash,
    ]);
    await this.record(writing, destruction, 'destroy', { number: destruction.number, certificate: hash });
  }

  /** The database function changes what this person has no right to change; so this is written beside it. */
  private async record({ em }: Writing, of: Destruction, action: string, after: object): Promise<void> {
    const entry = {
      action,
      type: action === 'destroy' ? 'ArchiveFile' : 'Destruction',
      id: action === 'destroy' ? of.file.id : of.id,
      label: of.label,
      compartments: of.compartments,
      after: { destruction: of.id, ...after },
    };
    await em.execute('select audit.append(?::json)', [JSON.stringify([entry])]);
  }
}

type Order = Omit<DestructionInput, 'fileId'>;

/** A file is due whose retention has ended, which a review has decided about, which nothing stops, and which two others see destroyed. */
async function refuseUnlessDue(
  writing: Writing,
  file: ArchiveFile,
  { firstWitnessId, secondWitnessId }: Order,
): Promise<void> {
  const { em, context } = writing;
  file.stillThere();
  refuseWitnesses(context.viewer.personId!, firstWitnessId, secondWitnessId);
  refuseEarly(context as SignedInContext, file);
  if (classOf(context, file).action !== DisposalAction.DESTROY && !file.destructionDecided)
    throw invalidState({
      en: `The class ${file.retentionClass} asks for a review first (reviewFile).`,
      zh: `保管期限 ${file.retentionClass} 要求先行鉴定（reviewFile）。`,
    });
  await lockDisposal(writing, file.id);
  await refuseWhatStopsIt(writing, file.id);
  if (await em.findOne(Destruction, { file: file.id, status: DestructionStatus.ORDERED }))
    throw conflict({
      en: 'Its destruction is ordered already. Cancel that one first (cancelDestruction).',
      zh: '该档案已待销毁，请先取消（cancelDestruction）。',
    });
  await readerOf(writing, file, firstWitnessId, 'input.firstWitnessId');
  await readerOf(writing, file, secondWitnessId, 'input.secondWitnessId');
}

/** For the outcome of an approval: a file that was put on hold while the request ran is not approved for destruction. */
export async function refuseHeld(writing: Writing, { recordId }: ApprovalRequest): Promise<void> {
  await lockDisposal(writing, recordId);
  const [row] = await writing.em.execute<{ held: boolean }[]>('select records.is_held(?::uuid) as held', [recordId]);
  if (row!.held) throw held();
}

function refuseWitnesses(me: string, first: string, second: string): void {
  const problems: Problem[] = [];
  for (const [path, id] of [
    ['input.firstWitnessId', first],
    ['input.secondWitnessId', second],
  ] as const)
    if (id.toLowerCase() === me)
      problems.push({
        path,
        message: { en: 'Whoever orders it is no witness. Name somebody else.', zh: '下令销毁者不能监销，请另选他人。' },
      });
  if (first.toLowerCase() === second.toLowerCase())
    problems.push({
      path: 'input.secondWitnessId',
      message: { en: 'It takes two different people.', zh: '监销人须为两名不同人员。' },
    });
  if (problems.length > 0) throw badInput(problems);
}

async function refuseWhatStopsIt({ em }: Writing, fileId: string): Promise<void> {
  if (await em.count(LegalHold, { file: fileId, liftedAt: null })) throw held();
  if (await em.count(FileLoan, { file: fileId, returnedAt: null }))
    throw invalidState({
      en: 'The file is on loan. Sign it off first (returnFile).',
      zh: '该档案已借出，请先注销外借（returnFile）。',
    });
}

const held = () =>
  invalidState({
    en: 'A legal hold stops the disposal of this file. It takes liftHold, with a reason.',
    zh: '该档案的销毁已被冻结。须先以 liftHold 说明理由解除。',
  });
