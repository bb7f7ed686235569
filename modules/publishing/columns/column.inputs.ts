import { Max, Min } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { Characters, IdOf, says } from '../../../src/graphql/inputChecks.js';
import { PortalColumnKind } from './column.enums.js';

const between = (least: number, most: number) =>
  says({ en: `Give ${least} to ${most}.`, zh: `请填写 ${least} 至 ${most}。` });

@InputType({ description: 'A column of the portal (栏目).' })
export class PortalColumnInput {
  @Field(() => String)
  @Characters(1, 60)
  name!: string;

  @Field(() => PortalColumnKind)
  kind!: PortalColumnKind;

  @Field(() => ID, { description: 'The unit that sees to it.' })
  @IdOf({ en: 'department', zh: '部门' })
  unitId!: string;

  @Field(() => Int, { nullable: true, description: '1 to 3650; left out: as for all columns of the kind.' })
  @Min(1, between(1, 3650))
  @Max(3650, between(1, 3650))
  updateEveryDays?: number | null;

  @Field(() => Int, { description: '1 to 1000.' })
  @Min(1, between(1, 1000))
  @Max(1000, between(1, 1000))
  position!: number;

  @Field(() => Boolean, { defaultValue: true })
  open!: boolean;
}

@ArgsType()
export class ChangePortalColumnArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;
}
