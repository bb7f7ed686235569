import { Args, ArgsType, Ctx, Field, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { Characters } from '../graphql/inputChecks.js';

@ObjectType('Module', { description: 'A policy in force as a part of the platform (模块).' })
class ModuleType {
  @Field(() => String)
  name!: string;

  @Field(() => String, { description: 'In the language of the request.' })
  title!: string;

  @Field(() => String)
  description!: string;

  @Field(() => Boolean)
  enabled!: boolean;

  @Field(() => [String], { description: 'Modules without which this one cannot be on.' })
  requires!: string[];
}

@ObjectType({ description: 'What a switch of a module changes.' })
class SetModuleEnabledPayload {
  @Field(() => [ModuleType], { description: 'All modules as they are after the switch.' })
  modules!: ModuleType[];

  @Field(() => [String], { description: 'Types and fields that vanish, for example Customer.qualityFeedback.' })
  removedFields!: string[];

  @Field(() => Int, {
    description:
      'Requests of the modules that go off which are still open, counted up to your clearance. They wait, and their terms with them, until the module is on again.',
  })
  openApprovals!: number;
}

@ArgsType()
class SetModuleEnabledArgs {
  @Field(() => String)
  @Characters(0, 100)
  name!: string;

  @Field(() => Boolean)
  enabled!: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'Only tell what would change.' })
  dryRun!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Switch off what requires the module too, or switch on what it requires.',
  })
  cascade!: boolean;
}

const moduleTypes = ({ core: { switching }, locale }: Context, enabled: (name: string) => boolean): ModuleType[] =>
  switching.modules.map(({ name, title, description, requires }) => ({
    name,
    title: title[locale],
    description,
    requires: [...(requires ?? [])],
    enabled: enabled(name),
  }));

@Resolver()
export class SwitchingResolver {
  @Query(() => [ModuleType], { description: 'All installed modules, requirements first.' })
  modules(@Ctx() context: Context): ModuleType[] {
    return moduleTypes(context, (name) => context.core.switching.isEnabled(name));
  }

  @Mutation(() => SetModuleEnabledPayload, {
    description:
      'Switches a module on or off on all instances. Its data stays. INVALID_STATE if another module stands in the way and cascade is not given.',
  })
  async setModuleEnabled(
    @Args(() => SetModuleEnabledArgs) request: SetModuleEnabledArgs,
    @Ctx() context: Context,
  ): Promise<SetModuleEnabledPayload> {
    const { disabled, ...outcome } = await context.core.switching.set(context, request);
    return { modules: moduleTypes(context, (name) => !disabled.has(name)), ...outcome };
  }
}
