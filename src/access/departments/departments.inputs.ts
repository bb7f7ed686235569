import { IsUUID, Matches, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';

// Paths of departments, as the mapping of an identity provider's groups has them, are separated by slashes.
const departmentName = /^[^\s/]([^/\p{Cc}]{0,98}[^\s/])?$/u;
const nameRule = { message: 'Give 1 to 100 characters without /, not beginning or ending with a blank.' };
const parentRule = { message: 'Give the id of a department.' };

@InputType({ description: 'A new department.' })
export class CreateDepartmentInput {
  @Field(() => String, { description: '1 to 100 characters without /; unique below its parent.' })
  @Matches(departmentName, nameRule)
  name!: string;

  @Field(() => ID, { nullable: true, description: 'The department above; left out: at the top.' })
  @IsUUID('all', parentRule)
  parentId?: string | null;
}

@InputType({ description: 'What changes; what is left out stays.' })
export class UpdateDepartmentInput {
  @Field(() => String, { nullable: true, description: '1 to 100 characters without /; unique below its parent.' })
  @Matches(departmentName, nameRule)
  name?: string;

  @Field(() => ID, { nullable: true, description: 'The department above from now on; null: at the top.' })
  @IsUUID('all', parentRule)
  parentId?: string | null;
}

@ArgsType()
export class UpdateDepartmentArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => UpdateDepartmentInput)
  @ValidateNested()
  input!: UpdateDepartmentInput;
}
