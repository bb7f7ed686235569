import { Field, ID, InputType, Int } from 'type-graphql';
import { Characters, IdOf } from '../../graphql/inputChecks.js';
import { Between } from '../bounds.js';

@InputType({ description: 'What somebody who borrows a file states (借阅申请).' })
export class LoanInput {
  @Field(() => ID, { description: 'The file, which has the id of its record.' })
  fileId!: string;

  @Field(() => ID, { description: 'Who borrows it.' })
  @IdOf({ en: 'person', zh: '人员' })
  borrowerId!: string;

  @Field(() => String, { nullable: true, description: 'What of the file is taken (资料名称); null: all of it.' })
  @Characters(0, 500)
  titles?: string | null;

  @Field(() => Int, { defaultValue: 1, description: 'How many pieces are taken (份数), 1 to 999.' })
  @Between(1, 999)
  copies!: number;

  @Field(() => String, { description: '借阅目的' })
  @Characters(1, 500)
  purpose!: string;

  @Field(() => String, { description: '借阅理由' })
  @Characters(1, 500)
  reason!: string;

  @Field(() => String, {
    description: "Head of the borrower's unit who signed and sealed the request (负责人签字、单位盖章).",
  })
  @Characters(1, 100)
  signedBy!: string;
}
