import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { LabelledEntity } from '../../../src/access/entity.js';
import { Label } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { Listed } from '../../../src/reading/decorators.js';
import { DischargeManner } from './filing.enums.js';

@Entity({ schema: 'mch_statistics' })
@ObjectType({
  description:
    'The medical record of a patient who was discharged (出院病案), from discharge until it is filed. By its number alone: nothing here names the patient.',
})
export class MedicalRecord extends LabelledEntity {
  /** P08.A07: a number leads to a patient, so that no record is below this. */
  override label: Opt<Label> = Label.CONFIDENTIAL;

  @Field(() => String, {
    description:
      'Number of the stay (病案号), with the count of admissions where the hospital adds it. Unique but for what was struck out.',
  })
  @Property({ type: 'text' })
  number!: string;

  @Field(() => Department, { nullable: true, description: 'Which discharged the patient and completes the record.' })
  @ManyToOne(() => Department)
  @Listed('medicalRecords', 'Records of patients whom it discharged.')
  department!: Rel<Department>;

  @Field(() => Person, { nullable: true, description: 'The attending physician (主治医师).' })
  @ManyToOne(() => Person)
  @Listed('medicalRecords', 'Records that the physician completes.')
  physician!: Rel<Person>;

  @Field(() => String, { description: 'YYYY-MM-DD; the time for filing runs from this day.' })
  @Property({ type: 'date' })
  dischargedOn!: string;

  @Field(() => DischargeManner)
  @Enum({ items: () => DischargeManner, columnType: 'text' })
  manner!: DischargeManner;

  @Field(() => Date, { nullable: true, description: 'When the record room took it in; null while it is due.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  filedAt: Date | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  filedBy: Rel<Person> | null = null;

  @Field(() => Int, { description: 'How often the record room gave it back to be completed (退回补正).' })
  @Property({ type: 'integer' })
  timesReturned: Opt<number> = 0;

  @Field(() => String, { nullable: true, description: 'What was missing when it was given back last.' })
  @Property({ type: 'text', nullable: true })
  returnReason: string | null = null;

  @Field(() => String, { nullable: true, description: 'Why the discharge was corrected last.' })
  @Property({ type: 'text', nullable: true })
  correctionReason: string | null = null;

  @Field(() => Date, { nullable: true, description: 'When it was struck out as entered by mistake.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  voidedAt: Date | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  voidReason: string | null = null;

  /** @throws INVALID_STATE once it is filed or struck out */
  refuseClosed(): void {
    if (this.voidedAt)
      throw invalidState({
        en: 'The record was struck out as entered by mistake. Register the discharge with registerDischarges.',
        zh: '该病案已因登记有误作废，请用 registerDischarges 重新登记出院。',
      });
    if (this.filedAt)
      throw invalidState({
        en: 'The record is filed. What was entered of it stays as it is.',
        zh: '该病案已归档，登记内容不再变更。',
      });
  }

  file(by: Person, now: Date): void {
    this.refuseClosed();
    Object.assign(this, { filedBy: by, filedAt: now });
  }

  giveBack(reason: string): void {
    this.refuseClosed();
    this.returnReason = reason;
    this.timesReturned += 1;
  }

  strikeOut(reason: string, now: Date): void {
    this.refuseClosed();
    Object.assign(this, { voidReason: reason, voidedAt: now });
  }
}
