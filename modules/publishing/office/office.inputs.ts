import { ArrayMinSize, IsUUID, Max, Min } from 'class-validator';
import { ArgsType, Field, Float, ID, InputType, Int } from 'type-graphql';
import { dateProblem } from '../../../src/graphql/dates.js';
import { AtMost, Characters, IdOf, Satisfies, says } from '../../../src/graphql/inputChecks.js';
import { PortalCategory } from '../items/item.enums.js';

const department = { en: 'department', zh: '部门' };

@InputType({ description: 'What a unit is to submit by a day (选题).' })
export class PlanTopicInput {
  @Field(() => String)
  @Characters(1, 200)
  title!: string;

  @Field(() => String, { nullable: true, description: 'What is asked for in it.' })
  @Characters(0, 2000)
  guidance?: string | null;

  @Field(() => PortalCategory)
  category!: PortalCategory;

  @Field(() => ID)
  @IdOf(department)
  unitId!: string;

  @Field(() => String, { description: 'YYYY-MM-DD, today or later.' })
  @Satisfies(dateProblem)
  dueOn!: string;
}

@InputType({ description: 'An inspection of what a unit keeps on the portal (检查督促).' })
export class PortalInspectionInput {
  @Field(() => ID)
  @IdOf(department)
  unitId!: string;

  @Field(() => ID, { nullable: true })
  @IdOf({ en: 'column', zh: '栏目' })
  columnId?: string | null;

  @Field(() => String, { description: 'YYYY-MM-DD; today or before.' })
  @Satisfies(dateProblem)
  inspectedOn!: string;

  @Field(() => String)
  @Characters(1, 5000)
  findings!: string;

  @Field(() => String, { nullable: true, description: 'By when the unit puts it right, YYYY-MM-DD, today or later.' })
  @Satisfies((text: string | null | undefined) => (text ? dateProblem(text) : null))
  remedyBy?: string | null;
}

@ArgsType()
class OfficeRecordArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that it is based on.' })
  version!: number;
}

@ArgsType()
export class DropTopicArgs extends OfficeRecordArgs {
  @Field(() => String)
  @Characters(1, 500)
  reason!: string;
}

@ArgsType()
export class RemedyPortalFindingArgs extends OfficeRecordArgs {
  @Field(() => String, { description: 'What was done.' })
  @Characters(1, 2000)
  remedy!: string;
}

const hours = says({ en: 'Give 0.5 to 200 hours.', zh: '请填写 0.5 至 200 小时。' });

@InputType({ description: 'A training of information officers (信息员培训).' })
export class OfficerTrainingInput {
  @Field(() => String)
  @Characters(1, 200)
  topic!: string;

  @Field(() => String, { description: 'YYYY-MM-DD; today or before.' })
  @Satisfies(dateProblem)
  heldOn!: string;

  @Field(() => Float, { description: '0.5 to 200.' })
  @Min(0.5, hours)
  @Max(200, hours)
  hours!: number;

  @Field(() => [ID], { description: 'Who took part, 1 to 500.' })
  @IsUUID('all', { each: true, ...says({ en: 'Give ids of people.', zh: '请给出人员的 id。' }) })
  @ArrayMinSize(1, says({ en: 'Name at least one person.', zh: '请至少指定一人。' }))
  @AtMost(500)
  attendeeIds!: string[];
}
