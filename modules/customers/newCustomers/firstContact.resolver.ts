import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { FirstContact } from './firstContact.entity.js';
import { ReportFirstContactInput } from './firstContact.inputs.js';
import { FirstContactService } from './firstContact.service.js';

@Resolver(() => FirstContact)
export class FirstContactResolver {
  @Mutation(() => FirstContact, {
    nullable: true,
    description:
      'Reports that you made contact with somebody who has no customer file (P01.A04). From then on it is your duty to have one opened: customer service registers it with registerCustomer(firstContactId).',
  })
  reportFirstContact(
    @Arg('input', () => ReportFirstContactInput) input: ReportFirstContactInput,
    @Ctx() context: SignedInContext,
  ) {
    return new FirstContactService(context).report(input);
  }
}
