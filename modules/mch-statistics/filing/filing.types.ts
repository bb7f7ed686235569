import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { Person } from '../../../src/access/person.entity.js';
import { MedicalRecord } from './medicalRecord.entity.js';

@ObjectType({ description: 'A number that was not filed, and why.' })
export class FilingRefusal {
  @Field(() => String)
  number!: string;

  @Field(() => String, { description: 'In the language of the request.' })
  reason!: string;
}

@ObjectType({ description: 'What became of a pile of medical records.' })
export class FiledMedicalRecords {
  @Field(() => Int)
  filed!: number;

  @Field(() => Int, { description: 'Of these after their deadline.' })
  late!: number;

  @Field(() => [FilingRefusal], { description: 'These keep the others from nothing.' })
  refused!: FilingRefusal[];
}

@ObjectType({
  description:
    'How medical records of discharges in a period were filed (病案归档率). The sum of inTime, late, overdue and open is discharged.',
})
export class MedicalRecordFiling {
  @Field(() => Department, { nullable: true })
  department!: { id: string };

  @Field(() => Person, { nullable: true, description: 'Where it is by physician.' })
  physician!: { id: string } | null;

  @Field(() => Int, { description: 'Patients discharged, as far as you see their records.' })
  discharged!: number;

  @Field(() => Int, { description: 'Filed by the deadline.' })
  inTime!: number;

  @Field(() => Int, { description: 'Filed after it.' })
  late!: number;

  @Field(() => Int, { description: 'Not filed though the deadline is over.' })
  overdue!: number;

  @Field(() => Int, { description: 'Not filed, and the deadline is to come.' })
  open!: number;

  @Field(() => Int, { description: 'How many were given back to be completed.' })
  returned!: number;

  @Field(() => Float, {
    nullable: true,
    description: '(inTime + late) / discharged, from 0 to 1 (归档率).',
  })
  filedRate!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'inTime / (discharged - open), from 0 to 1 (及时归档率); null where no deadline is over.',
  })
  inTimeRate!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Mean calendar days from discharge to filing, of the filed ones.',
  })
  meanDays!: number | null;
}

@ObjectType({ description: 'A medical record that is overdue (逾期未归档病案).' })
export class OverdueMedicalRecord {
  @Field(() => MedicalRecord, { nullable: true })
  record!: { id: string };

  @Field(() => ID)
  recordId!: string;

  @Field(() => Date, { description: 'The first moment that was too late.' })
  dueAt!: Date;

  @Field(() => Int, { description: 'Whole days since.' })
  daysLate!: number;
}
