import { Person } from '../../access/person.entity.js';
import type { SignedInContext } from '../../context.js';
import type { Writing } from '../../database/writing.js';
import { badInput, conflict } from '../../errors.js';
import { policiesOf } from '../clauses.js';
import { type PolicyInForce, policiesInForce } from './inForce.js';
import { PolicyAcknowledgement } from './policyAcknowledgement.entity.js';
import { acknowledgingName, subjectOf } from './policyProcesses.js';
import { PolicyVersion } from './policyVersion.entity.js';
import type { AcknowledgePolicyArgs } from './versions.inputs.js';

/** People confirm that they know a policy, or a clause that asks for it by itself. */
export class Acknowledging {
  constructor(private readonly context: SignedInContext) {}

  /** Said twice it is the same acknowledgement. */
  async acknowledge({ id: subject, number }: AcknowledgePolicyArgs): Promise<PolicyAcknowledgement> {
    const { context } = this;
    const policy = await this.policyOf(subject);
    if (number !== policy.number) throw notInForce(policy, number);
    return context.database.write(context, async (writing) => {
      const { personId } = context.viewer;
      const known = await writing.em.findOne(PolicyAcknowledgement, { person: personId, subject, number });
      if (known) return known;
      const made = writing.em.create(PolicyAcknowledgement, {
        person: writing.em.getReference(Person, personId),
        subject,
        number,
        policyVersion: writing.em.getReference(PolicyVersion, policy.versionId),
      });
      await this.fulfil(writing, subject);
      return made;
    });
  }

  private async fulfil(writing: Writing, subject: string): Promise<void> {
    const { em, context } = writing;
    await em.flush();
    const [asked] = await em.execute<{ id: string | null }[]>('select clauses.asked_version(?, ?) as id', [
      subject,
      context.now.toISOString(),
    ]);
    if (!asked?.id) return;
    await context.core.duties.fulfil(writing, acknowledgingName(subject), {
      record: { id: asked.id },
      person: { id: this.context.viewer.personId },
    });
  }

  private async policyOf(subject: string): Promise<PolicyInForce> {
    const { switching } = this.context.core;
    const known = policiesOf(switching.modules, (name) => switching.isEnabled(name));
    const subjects = known.flatMap((policy) =>
      (policy.acknowledgements ?? []).map((one) => ({ policy: policy.id, subject: subjectOf(policy, one) })),
    );
    const asked = subjects.find((one) => one.subject === subject);
    if (!asked) throw badInput([notAcknowledged(subjects.map((one) => one.subject))]);
    return (await policiesInForce(this.context)).find(({ id }) => id === asked.policy)!;
  }
}

const notAcknowledged = (known: readonly string[]) => ({
  path: 'id',
  message:
    known.length > 0
      ? {
          en: `Give what has to be acknowledged: ${known.join(', ')}.`,
          zh: `请给出须确认知悉的制度或条款：${known.join('、')}。`,
        }
      : {
          en: 'Nothing has to be acknowledged: the modules whose policies ask for it are switched off.',
          zh: '现无须确认知悉的制度或条款：相关模块已停用。',
        },
});

const notInForce = ({ id, number }: PolicyInForce, given: number) =>
  conflict({
    en: `Version ${number} of ${id} is in force, you gave ${given}. Read it with policies, then acknowledge it.`,
    zh: `${id} 现行版本为第 ${number} 版，您给出的是第 ${given} 版。请先用 policies 阅读，再确认知悉。`,
  });
