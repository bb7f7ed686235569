import { ArrayMinSize, Matches, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { dateProblem } from '../../../src/graphql/dates.js';
import { AtMost, Characters, IdOf, Satisfies, says } from '../../../src/graphql/inputChecks.js';
import { DischargeManner, FilingGroup } from './filing.enums.js';

const atLeastOne = { en: 'Give at least one.', zh: '请至少给出一项。' };
const numberMeant = {
  en: 'Give the number of the stay: 1 to 32 letters, digits and hyphens. No name of a patient.',
  zh: '请填写病案号：1 至 32 个字母、数字或连字符，不得填写患者姓名。',
};

@InputType({ description: 'A patient was discharged (出院登记). Nothing of it names the patient.' })
export class DischargeInput {
  @Field(() => String, { description: '1 to 32 letters, digits and hyphens.' })
  @Matches(/^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/, says(numberMeant))
  number!: string;

  @Field(() => ID, { description: 'Department that discharged the patient.' })
  @IdOf({ en: 'department', zh: '部门' })
  departmentId!: string;

  @Field(() => ID, { description: 'Attending physician.' })
  @IdOf({ en: 'person', zh: '人员' })
  physicianId!: string;

  @Field(() => String, { description: 'YYYY-MM-DD; today or before.' })
  @Satisfies(dateProblem)
  dischargedOn!: string;

  @Field(() => DischargeManner, { defaultValue: DischargeManner.HOME })
  manner!: DischargeManner;
}

@ArgsType()
export class RegisterDischargesArgs {
  @Field(() => [DischargeInput], { description: '1 to 200: those of a day, at once.' })
  @AtMost(200)
  @ArrayMinSize(1, says(atLeastOne))
  @ValidateNested({ each: true })
  discharges!: DischargeInput[];
}

@ArgsType()
export class FileMedicalRecordsArgs {
  @Field(() => [String], { description: '1 to 200 numbers of stays, as they are scanned.' })
  @AtMost(200)
  @ArrayMinSize(1, says(atLeastOne))
  @Satisfies((numbers: string[]) =>
    (numbers ?? []).every((number) => /^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/.test(number)) ? null : numberMeant,
  )
  numbers!: string[];
}

@ArgsType()
class RecordArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;
}

@ArgsType()
export class ReturnMedicalRecordArgs extends RecordArgs {
  @Field(() => String, { description: 'What has to be completed. No name of a patient.' })
  @Characters(1, 500)
  reason!: string;
}

@ArgsType()
export class VoidMedicalRecordArgs extends RecordArgs {
  @Field(() => String, { description: 'Why it was entered by mistake.' })
  @Characters(1, 500)
  reason!: string;
}

@InputType({ description: 'What was wrong of a discharge; what is left out stays.' })
export class CorrectDischargeInput {
  @Field(() => ID, { nullable: true })
  @IdOf({ en: 'department', zh: '部门' })
  departmentId?: string | null;

  @Field(() => ID, { nullable: true })
  @IdOf({ en: 'person', zh: '人员' })
  physicianId?: string | null;

  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD; today or before.' })
  @Satisfies(dateProblem)
  dischargedOn?: string | null;

  @Field(() => DischargeManner, { nullable: true })
  manner?: DischargeManner | null;
}

@ArgsType()
export class CorrectDischargeArgs extends RecordArgs {
  @Field(() => CorrectDischargeInput)
  @ValidateNested()
  input!: CorrectDischargeInput;

  @Field(() => String)
  @Characters(1, 500)
  reason!: string;
}

const rows = says({ en: 'Give 1 to 500.', zh: '请填写 1 至 500。' });

@ArgsType()
export class FilingArgs {
  @Field(() => String, { description: 'First day of discharge, YYYY-MM-DD.' })
  @Satisfies(dateProblem)
  from!: string;

  @Field(() => String, { description: 'Last day of discharge; at most ten years after the first.' })
  @Satisfies(dateProblem)
  to!: string;

  @Field(() => FilingGroup, { defaultValue: FilingGroup.DEPARTMENT })
  by!: FilingGroup;

  @Field(() => ID, { nullable: true, description: 'Only of this department.' })
  @IdOf({ en: 'department', zh: '部门' })
  departmentId?: string | null;

  @Field(() => Int, { defaultValue: 100, description: '1 to 500 rows.' })
  @Min(1, rows)
  @Max(500, rows)
  first!: number;
}

@ArgsType()
export class OverdueArgs {
  @Field(() => ID, { nullable: true, description: 'Only of this department.' })
  @IdOf({ en: 'department', zh: '部门' })
  departmentId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only of this physician.' })
  @IdOf({ en: 'person', zh: '人员' })
  physicianId?: string | null;

  @Field(() => Int, { defaultValue: 50, description: '1 to 500.' })
  @Min(1, rows)
  @Max(500, rows)
  first!: number;

  @Field(() => ID, { nullable: true, description: 'Id of the last record of the page before.' })
  @IdOf({ en: 'medical record', zh: '病案' })
  after?: string | null;
}
