import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { Shift } from './shift.entity.js';
import { ShiftService } from './shift.service.js';
import {
  AssignShiftInput,
  CancelShiftArgs,
  CorrectWorkLogArgs,
  ReassignShiftArgs,
  WriteWorkLogArgs,
} from './shifts.inputs.js';
import { WorkLogEntry } from './workLogEntry.entity.js';

@Resolver(() => Shift)
export class ShiftResolver {
  @Mutation(() => Shift, {
    nullable: true,
    description:
      'Assigns a shift. FORBIDDEN by P12.A05 without a certificate that is valid throughout; INVALID_STATE for somebody who is not of the staff or works elsewhere at that time.',
  })
  assignShift(@Arg('input', () => AssignShiftInput) input: AssignShiftInput, @Ctx() context: SignedInContext) {
    return new ShiftService(context).assign(input);
  }

  @Mutation(() => Shift, { nullable: true, description: 'Gives a shift that is not over to somebody else.' })
  reassignShift(@Args(() => ReassignShiftArgs) args: ReassignShiftArgs, @Ctx() context: SignedInContext) {
    return new ShiftService(context).reassign(args);
  }

  @Mutation(() => Shift, { nullable: true, description: 'Cancels a shift that is not over.' })
  cancelShift(@Args(() => CancelShiftArgs) args: CancelShiftArgs, @Ctx() context: SignedInContext) {
    return new ShiftService(context).cancel(args);
  }
}

@Resolver(() => WorkLogEntry)
export class WorkLogResolver {
  @Mutation(() => WorkLogEntry, {
    nullable: true,
    description:
      'Writes in the work log of my shift (P12.A02); unless more is to come, that fulfils the duty to fill it in.',
  })
  writeWorkLog(@Args(() => WriteWorkLogArgs) args: WriteWorkLogArgs, @Ctx() context: SignedInContext) {
    return new ShiftService(context).write(args);
  }

  @Mutation(() => WorkLogEntry, {
    nullable: true,
    description: 'Puts another entry in the place of one, which stays; by its author or the head.',
  })
  correctWorkLog(@Args(() => CorrectWorkLogArgs) args: CorrectWorkLogArgs, @Ctx() context: SignedInContext) {
    return new ShiftService(context).correct(args);
  }
}
