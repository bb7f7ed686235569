import { Matches, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { Characters, Satisfies, says } from '../../../src/graphql/inputChecks.js';
import type { Message } from '../../../src/languages/message.js';
import { CopyContent } from './copies.enums.js';

const basedOn = { description: 'The version that the change is based on.' };

const productProblem = (content: CopyContent, { product }: RegisterCopyInput): Message | null => {
  if (content === CopyContent.PROGRAMS && !product?.trim())
    return { en: 'Give the version of the programs with product.', zh: '请用 product 填写程序版本。' };
  return content === CopyContent.DATABASE && product
    ? { en: 'Leave product out: the backup knows its version.', zh: '请省略 product：数据库备份已含版本。' }
    : null;
};

@InputType({ description: 'A copy of the database or of the programs (备份登记).' })
export class RegisterCopyInput {
  @Field(() => CopyContent)
  @Satisfies(productProblem)
  content!: CopyContent;

  @Field(() => String, { description: 'What is written on it (标签).' })
  @Characters(1, 100)
  marking!: string;

  @Field(() => String, { description: 'Where it is kept (存放地点), in the same words for the same place.' })
  @Characters(1, 200)
  place!: string;

  @Field(() => String, { description: 'What it is on (介质).' })
  @Characters(1, 100)
  medium!: string;

  @Field(() => String, {
    description:
      'SHA-256, 64 hexadecimal digits. DATABASE: the sum that npm run backup says, also tail -c 64 FILE. PROGRAMS: of the archive.',
  })
  @Matches(/^\s*[0-9a-fA-F]{64}\s*$/, says({ en: 'Give 64 hexadecimal digits.', zh: '请填写 64 位十六进制数。' }))
  sum!: string;

  @Field(() => String, { nullable: true, description: 'PROGRAMS: their version.' })
  @Characters(0, 100)
  product?: string | null;
}

@ArgsType()
export class RegisterCopyArgs {
  @Field(() => RegisterCopyInput)
  @ValidateNested()
  input!: RegisterCopyInput;
}

@InputType({ description: 'What came of the trial: the code where it could be restored, else what went wrong.' })
export class VerifyCopyInput {
  @Field(() => String, {
    nullable: true,
    description:
      'DATABASE: the code that npm run backup -- verify FILE --restore said of this very copy. PROGRAMS: the SHA-256 of what was read from it.',
  })
  @Characters(0, 100)
  code?: string | null;

  @Field(() => String, { nullable: true, description: 'What went wrong: the copy counts no more.' })
  @Characters(0, 500)
  failure?: string | null;
}

@ArgsType()
export class VerifyCopyArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, basedOn)
  version!: number;

  @Field(() => VerifyCopyInput)
  @ValidateNested()
  input!: VerifyCopyInput;
}

@ArgsType()
export class RetireCopyArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, basedOn)
  version!: number;

  @Field(() => String, { description: 'Why it is kept no more, and what became of it.' })
  @Characters(1, 500)
  @Matches(/\S/, says({ en: 'Give a reason.', zh: '请填写原因。' }))
  reason!: string;
}
