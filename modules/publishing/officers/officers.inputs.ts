import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { dateProblem } from '../../../src/graphql/dates.js';
import { Characters, IdOf, Satisfies } from '../../../src/graphql/inputChecks.js';
import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

@InputType({ description: 'Who is the information officer of a unit (信息员).' })
export class NameInformationOfficerInput {
  @Field(() => ID)
  @IdOf({ en: 'department', zh: '部门' })
  unitId!: string;

  @Field(() => ID, { description: 'Somebody who holds INFORMATION_OFFICER in the unit.' })
  @IdOf({ en: 'person', zh: '人员' })
  personId!: string;

  @Field(() => String, { description: 'From this day on, YYYY-MM-DD; today or before.' })
  @Satisfies(dateProblem)
  since!: string;

  @Field(() => String, { nullable: true, description: 'Office telephone.' })
  @Characters(0, 50)
  phone?: string | null;
}

@ArgsType()
export class EndInformationOfficerArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that it is based on.' })
  version!: number;

  @Field(() => String, { description: 'From this day on no longer, YYYY-MM-DD; today or before.' })
  @Satisfies(dateProblem)
  until!: string;
}

export enum OfficerGapReason {
  NEVER_NAMED = 'NEVER_NAMED',
  ENDED = 'ENDED',
  LEFT = 'LEFT',
}

registerTitledEnum(OfficerGapReason, {
  name: 'OfficerGapReason',
  values: {
    NEVER_NAMED: { title: { en: 'Never named', zh: '未指定' } },
    ENDED: { title: { en: 'Ended', zh: '已卸任' }, description: 'and nobody was named since' },
    LEFT: {
      title: { en: 'Left', zh: '已离岗' },
      description: 'whoever is named was shut out or no longer holds the role in the unit',
    },
  },
});

@ObjectType({ description: 'A unit without an information officer (信息员空缺).' })
export class OfficerGap {
  @Field(() => Department, { nullable: true })
  unit!: { id: string };

  @Field(() => OfficerGapReason)
  reason!: OfficerGapReason;
}
