import { Matches } from 'class-validator';
import { ArgsType, Field, ID, Int } from 'type-graphql';
import { says } from '../../../src/graphql/inputChecks.js';

@ArgsType()
export class ReviewCustomerFileArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that was looked at.' })
  version!: number;
}

@ArgsType()
export class ConfirmFilesRefreshedArgs {
  @Field(() => String, { nullable: true, description: 'For example 2026; the present year unless given.' })
  @Matches(/^\d{4}$/, says({ en: 'Give a year such as 2026.', zh: '请给出年份，例如 2026。' }))
  year?: string | null;
}

@ArgsType()
export class RequestFileConfirmationArgs {
  @Field(() => ID)
  customerId!: string;
}
