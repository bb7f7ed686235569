import { Max, Min } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { dateProblem } from '../../../src/graphql/dates.js';
import { IdOf, Satisfies, says } from '../../../src/graphql/inputChecks.js';
import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

@InputType({ description: 'Who deals with quality information in a workshop or section (质量信息员).' })
export class NameQualityOfficerInput {
  @Field(() => ID)
  @IdOf({ en: 'department', zh: '部门' })
  unitId!: string;

  @Field(() => ID, { description: 'Somebody who holds a role in the department.' })
  @IdOf({ en: 'person', zh: '人员' })
  personId!: string;

  @Field(() => String, { description: 'From this day on, YYYY-MM-DD; today or before.' })
  @Satisfies(dateProblem)
  since!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Does nothing else (专职).' })
  fullTime!: boolean;
}

@ArgsType()
export class EndQualityOfficerArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that it is based on.' })
  version!: number;

  @Field(() => String, { description: 'From this day on no longer, YYYY-MM-DD; today or before.' })
  @Satisfies(dateProblem)
  until!: string;
}

const bounds = says({ en: 'Give 1 to 200.', zh: '请填写 1 至 200。' });

@ArgsType()
export class QualityOfficerGapsArgs {
  @Field(() => Int, { defaultValue: 50, description: '1 to 200.' })
  @Min(1, bounds)
  @Max(200, bounds)
  first!: number;

  @Field(() => ID, { nullable: true, description: 'Id of the last department of the page before.' })
  @IdOf({ en: 'department', zh: '部门' })
  after?: string | null;
}

export enum QualityOfficerGapReason {
  NEVER_NAMED = 'NEVER_NAMED',
  ENDED = 'ENDED',
  LEFT = 'LEFT',
}

registerTitledEnum(QualityOfficerGapReason, {
  name: 'QualityOfficerGapReason',
  values: {
    NEVER_NAMED: { title: { en: 'Never named', zh: '未指定' } },
    ENDED: { title: { en: 'Ended', zh: '已卸任' }, description: 'and nobody was named since' },
    LEFT: {
      title: { en: 'Left', zh: '已离岗' },
      description: 'whoever is named was shut out or holds no role in the department any more',
    },
  },
});

@ObjectType({ description: 'A workshop or section without a quality officer (质量信息员空缺).' })
export class QualityOfficerGap {
  @Field(() => Department, { nullable: true })
  unit!: { id: string };

  @Field(() => QualityOfficerGapReason)
  reason!: QualityOfficerGapReason;
}
