import { ValidateNested } from 'class-validator';
import { Args, ArgsType, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { Context, SignedInContext } from '../context.js';
import { Characters, Satisfies } from '../graphql/inputChecks.js';
import { Needs } from '../reading/decorators.js';
import { Contents, openContent } from './contents.js';
import { RecordContent } from './recordContent.entity.js';

const mostBytes = 1_000_000;

@InputType({ description: 'What is written in a file. It appears in no log and not in the audit.' })
class RecordContentInput {
  @Field(() => String)
  @Characters(1, 300)
  title!: string;

  @Field(() => String, { description: 'At most 1 000 000 bytes of UTF-8.' })
  @Satisfies((text: string) =>
    Buffer.byteLength(text) <= mostBytes
      ? null
      : { en: 'Give at most 1 000 000 bytes. Write it in several contents.', zh: '最多 1 000 000 字节，请分成几份。' },
  )
  text!: string;
}

@ArgsType()
class WriteContentArgs {
  @Field(() => ID)
  fileId!: string;

  @Field(() => RecordContentInput)
  @ValidateNested()
  content!: RecordContentInput;
}

@ArgsType()
class ReviseContentArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => RecordContentInput)
  @ValidateNested()
  content!: RecordContentInput;
}

@Resolver(() => RecordContent)
export class ContentsResolver {
  @FieldResolver(() => String, { description: 'Each reading is recorded before it leaves.' })
  @Needs('file', 'label', 'compartments', 'sealedTitle')
  title(@Root() content: RecordContent, @Ctx() context: Context) {
    return openContent(context, content, content.sealedTitle, 'title');
  }

  @FieldResolver(() => String, { description: 'Each reading is recorded before it leaves.' })
  @Needs('file', 'label', 'compartments', 'sealedText')
  text(@Root() content: RecordContent, @Ctx() context: Context) {
    return openContent(context, content, content.sealedText, 'text');
  }

  @Mutation(() => RecordContent, {
    nullable: true,
    description: 'Writes something into a file, encrypted under its key.',
  })
  writeContent(@Args(() => WriteContentArgs) { fileId, content }: WriteContentArgs, @Ctx() context: SignedInContext) {
    return new Contents(context).write(fileId, content);
  }

  @Mutation(() => RecordContent, {
    nullable: true,
    description: 'Puts something else in the place of what was written.',
  })
  reviseContent(
    @Args(() => ReviseContentArgs) { id, version, content }: ReviseContentArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new Contents(context).revise(id, version, content);
  }
}
