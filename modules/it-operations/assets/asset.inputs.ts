import { ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { dateProblem } from '../../../src/graphql/dates.js';
import { Characters, IdOf, Satisfies } from '../../../src/graphql/inputChecks.js';
import { AssetKind } from './asset.enums.js';

@InputType({ description: 'Hardware, software or a licence (信息资产).' })
export class RegisterAssetInput {
  @Field(() => String, { description: 'Number in the inventory; CONFLICT if it is given already.' })
  @Characters(1, 50)
  number!: string;

  @Field(() => String)
  @Characters(1, 200)
  name!: string;

  @Field(() => AssetKind)
  kind!: AssetKind;

  @Field(() => String, { nullable: true, description: 'Make and model, or the publisher and version.' })
  @Characters(0, 200)
  model?: string | null;

  @Field(() => String, { nullable: true, description: 'Serial number; never a licence key.' })
  @Characters(0, 200)
  serial?: string | null;

  @Field(() => String, { nullable: true, description: 'Where it stands or runs.' })
  @Characters(0, 200)
  location?: string | null;

  @Field(() => ID, { description: 'Who looks after it.' })
  @IdOf({ en: 'person', zh: '人员' })
  responsibleId!: string;

  @Field(() => String, { description: 'First day in use, YYYY-MM-DD; today or before.' })
  @Satisfies(dateProblem)
  inUseSince!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Last day of the licence or of support, YYYY-MM-DD; needed for a LICENCE.',
  })
  @Satisfies(dateProblem)
  endsOn?: string | null;
}

@ArgsType()
export class AssetVersionArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;
}

@InputType({ description: 'What changes; what is left out stays.' })
export class UpdateAssetInput {
  @Field(() => String, { nullable: true })
  @Characters(1, 200)
  name?: string;

  @Field(() => String, { nullable: true })
  @Characters(0, 200)
  model?: string | null;

  @Field(() => String, { nullable: true })
  @Characters(0, 200)
  location?: string | null;

  @Field(() => ID, { nullable: true, description: 'Who looks after it from now on.' })
  @IdOf({ en: 'person', zh: '人员' })
  responsibleId?: string;

  @Field(() => String, {
    nullable: true,
    description: 'The new last day when a licence or support is renewed, YYYY-MM-DD.',
  })
  @Satisfies(dateProblem)
  endsOn?: string;
}

@ArgsType()
export class UpdateAssetArgs extends AssetVersionArgs {
  @Field(() => UpdateAssetInput)
  @ValidateNested()
  input!: UpdateAssetInput;
}

@ArgsType()
export class RetireAssetArgs extends AssetVersionArgs {
  @Field(() => String)
  @Characters(1, 500)
  reason!: string;
}
