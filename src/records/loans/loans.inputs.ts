import { Field, ID, InputType, Int } from 'type-graphql';
import { Characters, IdOf } from '../../graphql/inputChecks.js';
import { Between } from '../bounds.js';

@InputType({ description: 'A file that is to be lent.' })
export class LendFileInput {
  @Field(() => ID, { description: 'The file, which has the id of its record.' })
  fileId!: string;

  @Field(() => ID, { description: 'Who takes it.' })
  @IdOf({ en: 'person', zh: '人员' })
  borrowerId!: string;

  @Field(() => String)
  @Characters(1, 500)
  reason!: string;

  @Field(() => Int, { defaultValue: 1, description: 'How many pieces are taken.' })
  @Between(1, 999)
  copies!: number;
}
