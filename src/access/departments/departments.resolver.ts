import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../context.js';
import { Department } from '../department.entity.js';
import { CreateDepartmentInput, UpdateDepartmentArgs } from './departments.inputs.js';
import { Departments } from './departments.js';

@Resolver(() => Department)
export class DepartmentsResolver {
  @Mutation(() => Department, { nullable: true, description: 'Adds a department to the tree.' })
  createDepartment(
    @Arg('input', () => CreateDepartmentInput) input: CreateDepartmentInput,
    @Ctx() context: SignedInContext,
  ): Promise<Department> {
    return new Departments(context).create(input);
  }

  @Mutation(() => Department, {
    nullable: true,
    description:
      'Renames or moves a department with all below it. FORBIDDEN if it came within the reach of a role of your own.',
  })
  updateDepartment(
    @Args(() => UpdateDepartmentArgs) { id, version, input }: UpdateDepartmentArgs,
    @Ctx() context: SignedInContext,
  ): Promise<Department> {
    return new Departments(context).update(id, version, input);
  }
}
