import { Arg, Args, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../src/context.js';
import { ImportJob } from '../../src/importing/importJob.entity.js';
import { Contact } from './contact.entity.js';
import { Customer } from './customer.entity.js';
import { ContactInput, RegisterCustomerInput, UpdateCustomerArgs } from './customer.inputs.js';
import { CustomerService } from './customer.service.js';
import { customerImport } from './customerImport.js';

@Resolver(() => Customer)
export class CustomerResolver {
  @Mutation(() => Customer, {
    nullable: true,
    description: 'Opens a customer file (P01.A05, P02.A04). CONFLICT if the credit code has a file that you can see.',
  })
  registerCustomer(
    @Arg('input', () => RegisterCustomerInput) input: RegisterCustomerInput,
    @Ctx() context: SignedInContext,
  ) {
    return new CustomerService(context).register(input);
  }

  @Mutation(() => Customer, {
    nullable: true,
    description: 'Changes a customer file. CONFLICT if it was changed since that version.',
  })
  updateCustomer(
    @Args(() => UpdateCustomerArgs) { id, version, input }: UpdateCustomerArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new CustomerService(context).update(id, version, input);
  }

  @Mutation(() => Contact, { nullable: true, description: 'Adds a person to speak with to a customer file (P04.A04).' })
  addContact(
    @Arg('customerId', () => ID) customerId: string,
    @Arg('input', () => ContactInput) input: ContactInput,
    @Ctx() context: SignedInContext,
  ) {
    return new CustomerService(context).addContact(customerId, input);
  }

  @Mutation(() => Boolean, { description: 'Removes a person to speak with from a customer file.' })
  removeContact(
    @Arg('id', () => ID) id: string,
    @Arg('version', () => Int) version: number,
    @Ctx() context: SignedInContext,
  ) {
    return new CustomerService(context).removeContact(id, version);
  }

  @Mutation(() => ImportJob, {
    nullable: true,
    description:
      'Imports a company register (CSV or XLSX, sent to POST /files) as customer files. Answers when it is done, or after five seconds while it goes on: follow it with importJob.',
  })
  importCustomers(
    @Arg('file', () => ID, { description: 'The id that POST /files answered.' }) file: string,
    @Arg('dryRun', () => Boolean, { defaultValue: false, description: 'Change nothing; only say what would be.' })
    dryRun: boolean,
    @Ctx() context: SignedInContext,
  ) {
    return context.core.importing.start(context, customerImport, file, dryRun);
  }
}
