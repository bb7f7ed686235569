import { Field, InputType } from 'type-graphql';
import { Characters } from '../../graphql/inputChecks.js';

@InputType({ description: 'A token for a device or program (机器令牌).' })
export class CreateMachineTokenInput {
  @Field(() => String, { description: 'Of the device or program; CONFLICT if there is one already.' })
  @Characters(1, 100)
  name!: string;

  @Field(() => String, {
    description: 'The one mutation that it may call; a wrong one is answered with those that are open.',
  })
  @Characters(1, 100)
  call!: string;

  @Field(() => String, { nullable: true, description: 'What it is for, and who looks after it.' })
  @Characters(0, 500)
  purpose?: string | null;

  @Field(() => Date, { description: 'The first moment at which it is refused; at most 400 days ahead.' })
  expiresAt!: Date;
}
