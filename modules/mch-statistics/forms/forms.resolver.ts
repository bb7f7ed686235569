import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { AssignmentService } from './assignment.service.js';
import { CategoryCombination } from './category.entity.js';
import { DataElement } from './dataElement.entity.js';
import { DataSet, DataSetAssignment, ValidationRule } from './dataSet.entity.js';
import {
  AddRuleArgs,
  AssignArgs,
  DefineCategoriesInput,
  DefineDataSetInput,
  DefineElementInput,
  EndAssignmentArgs,
  RegisterUnitInput,
  UpdateUnitArgs,
} from './forms.inputs.js';
import { FormService } from './forms.service.js';
import { StatisticsUnit } from './statisticsUnit.entity.js';

@Resolver(() => DataSet)
export class FormResolver {
  @Mutation(() => StatisticsUnit, { nullable: true, description: 'Registers who reports figures (填报机构).' })
  registerStatisticsUnit(
    @Arg('input', () => RegisterUnitInput) input: RegisterUnitInput,
    @Ctx() context: SignedInContext,
  ) {
    return new FormService(context).registerUnit(input);
  }

  @Mutation(() => StatisticsUnit, {
    nullable: true,
    description: 'Renames a unit, moves it to another department, or closes it.',
  })
  updateStatisticsUnit(@Args(() => UpdateUnitArgs) args: UpdateUnitArgs, @Ctx() context: SignedInContext) {
    return new FormService(context).updateUnit(args);
  }

  @Mutation(() => CategoryCombination, {
    nullable: true,
    description: 'Says by what figures are broken down, with all its cells.',
  })
  defineCategories(
    @Arg('input', () => DefineCategoriesInput) input: DefineCategoriesInput,
    @Ctx() context: SignedInContext,
  ) {
    return new FormService(context).defineCategories(input);
  }

  @Mutation(() => DataElement, {
    nullable: true,
    description: 'Says what is counted. It stays as it is: another definition is another element.',
  })
  defineDataElement(
    @Arg('input', () => DefineElementInput) input: DefineElementInput,
    @Ctx() context: SignedInContext,
  ) {
    return new FormService(context).defineElement(input);
  }

  @Mutation(() => DataSet, {
    nullable: true,
    description: 'Makes a form. It stays as it is: another form is another data set.',
  })
  defineDataSet(@Arg('input', () => DefineDataSetInput) input: DefineDataSetInput, @Ctx() context: SignedInContext) {
    return new FormService(context).defineDataSet(input);
  }

  @Mutation(() => ValidationRule, {
    nullable: true,
    description: 'Adds a rule that figures of the form have to keep (P11.A01).',
  })
  addValidationRule(@Args(() => AddRuleArgs) args: AddRuleArgs, @Ctx() context: SignedInContext) {
    return new FormService(context).addRule(args);
  }

  @Mutation(() => DataSetAssignment, {
    nullable: true,
    description: 'Says that a unit has to hand in the form, from when on, and who keeps it (P11.A01).',
  })
  assignDataSet(@Args(() => AssignArgs) args: AssignArgs, @Ctx() context: SignedInContext) {
    return new AssignmentService(context).assign(args);
  }

  @Mutation(() => DataSetAssignment, {
    nullable: true,
    description: 'Says which period is the last that a unit hands in.',
  })
  endDataSetAssignment(@Args(() => EndAssignmentArgs) args: EndAssignmentArgs, @Ctx() context: SignedInContext) {
    return new AssignmentService(context).endAssignment(args);
  }
}
