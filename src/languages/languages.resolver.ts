import { type GraphQLResolveInfo, type GraphQLSchema, isEnumType } from 'graphql';
import { Arg, Ctx, Field, Info, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import type { Message } from './message.js';

@ObjectType({ description: 'How a value of an enum is called.' })
class EnumTitle {
  @Field(() => String, { description: 'As it stands in queries and answers.' })
  value!: string;

  @Field(() => String, { description: 'For people, in the language of the request.' })
  title!: string;
}

@Resolver()
export class LanguagesResolver {
  @Query(() => [EnumTitle], {
    description: 'Titles of the values of an enum, for example Label. BAD_USER_INPUT names those that exist.',
  })
  enumTitles(
    @Arg('name', () => String) name: string,
    @Ctx() { locale }: Context,
    @Info() { schema }: GraphQLResolveInfo,
  ): EnumTitle[] {
    const type = schema.getType(name);
    if (!isEnumType(type) || name.startsWith('__')) throw badInput([{ path: 'name', message: oneOfThe(schema) }]);
    return type.getValues().map((value) => ({
      value: value.name,
      title: (value.extensions['title'] as Message | undefined)?.[locale] ?? value.name,
    }));
  }
}

function oneOfThe(schema: GraphQLSchema): Message {
  const names = Object.values(schema.getTypeMap()).filter((type) => isEnumType(type) && !type.name.startsWith('__'));
  return {
    en: `Give one of: ${names.join(', ')}.`,
    zh: `请给出其中之一：${names.join('、')}。`,
  };
}
