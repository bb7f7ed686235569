import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { ChangePortalColumnArgs, PortalColumnInput } from './column.inputs.js';
import { ColumnService } from './column.service.js';
import { PortalColumn } from './portalColumn.entity.js';

@Resolver(() => PortalColumn)
export class ColumnResolver {
  @Mutation(() => PortalColumn, {
    nullable: true,
    description: 'Adds a column to the portal (P03.A01). CONFLICT where there is one of this name.',
  })
  createPortalColumn(@Arg('input', () => PortalColumnInput) input: PortalColumnInput, @Ctx() context: SignedInContext) {
    return new ColumnService(context).create(input);
  }

  @Mutation(() => PortalColumn, {
    nullable: true,
    description: 'Changes a column, or closes it: what it has stays published (P03.A01).',
  })
  changePortalColumn(
    @Args(() => ChangePortalColumnArgs) { id, version }: ChangePortalColumnArgs,
    @Arg('input', () => PortalColumnInput) input: PortalColumnInput,
    @Ctx() context: SignedInContext,
  ) {
    return new ColumnService(context).change(id, version, input);
  }
}
