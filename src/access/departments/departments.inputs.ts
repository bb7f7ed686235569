import { Matches, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { IdOf, says } from '../../graphql/inputChecks.js';

// Paths of departments, as the mapping of an identity provider's groups has them, are separated by slashes.
const departmentName = /^[^\s/]([^/\p{Cc}]{0,98}[^\s/])?$/u;
const nameRule = says({
  en: 'Give 1 to 100 characters without /, not beginning or ending with a blank.',
  zh: '请填写 1 至 100 个字符，不含 /，首尾不留空格。',
});

@InputType({ description: 'A new department.' })
export class CreateDepartmentInput {
  @Field(() => String, { description: '1 to 100 characters without /; unique below its parent.' })
  @Matches(departmentName, nameRule)
  name!: string;

  @Field(() => ID, { nullable: true, description: 'The department above; left out: at the top.' })
  @IdOf({ en: 'department', zh: '部门' })
  parentId?: string | null;
}

@InputType({ description: 'What changes; what is left out stays.' })
export class UpdateDepartmentInput {
  @Field(() => String, { nullable: true, description: '1 to 100 characters without /; unique below its parent.' })
  @Matches(departmentName, nameRule)
  name?: string;

  @Field(() => ID, { nullable: true, description: 'The department above from now on; null: at the top.' })
  @IdOf({ en: 'department', zh: '部门' })
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
