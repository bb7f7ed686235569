import { ArrayMinSize, IsUUID, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { dateProblem } from '../../../src/graphql/dates.js';
import { AtMost, Characters, Satisfies, says } from '../../../src/graphql/inputChecks.js';
import { isIsbn, isIssn, plainNumber } from './checkDigit.js';
import { LibraryKind } from './libraryItem.entity.js';

const atLeastOne = says({ en: 'Give at least one.', zh: '请至少给出一项。' });

@InputType({ description: 'A book or a journal.' })
export class AddLibraryItemInput {
  @Field(() => LibraryKind)
  kind!: LibraryKind;

  @Field(() => String)
  @Characters(1, 500)
  title!: string;

  @Field(() => String, {
    nullable: true,
    description: 'ISBN of a book or ISSN of a journal; its check digit is looked at.',
  })
  @Satisfies<string, AddLibraryItemInput>((number, { kind }) => {
    const fits = kind === LibraryKind.BOOK ? isIsbn : isIssn;
    return typeof number === 'string' && fits(plainNumber(number))
      ? null
      : {
          en: 'The check digit does not fit. Look at the ISBN (book) or ISSN (journal) again.',
          zh: '校验位不符，请核对 ISBN（图书）或 ISSN（期刊）。',
        };
  })
  number?: string | null;

  @Field(() => String)
  @Characters(1, 200)
  publisher!: string;

  @Field(() => Boolean, { defaultValue: false })
  isForeign!: boolean;

  @Field(() => String, { description: 'YYYY-MM-DD; today or before.' })
  @Satisfies(dateProblem)
  acquiredOn!: string;

  @Field(() => String, { nullable: true, description: 'Where it stands.' })
  @Characters(0, 200)
  place?: string | null;
}

@InputType({ description: 'An issue that is to come.' })
export class ExpectedIssueInput {
  @Field(() => String, { description: 'For example 2026-03, or 58(3).' })
  @Characters(1, 40)
  issue!: string;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @Satisfies(dateProblem)
  expectedOn!: string;
}

@ArgsType()
export class ExpectIssuesArgs {
  @Field(() => ID)
  journalId!: string;

  @Field(() => [ExpectedIssueInput], { description: '1 to 60: those of a year, at once.' })
  @AtMost(60)
  @ArrayMinSize(1, atLeastOne)
  @ValidateNested({ each: true })
  issues!: ExpectedIssueInput[];
}

@ArgsType()
export class ClaimIssueArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;
}

@ArgsType()
export class ReceiveIssueArgs extends ClaimIssueArgs {
  @Field(() => String, { description: 'YYYY-MM-DD; today or before.' })
  @Satisfies(dateProblem)
  receivedOn!: string;
}

const ids = says({ en: 'Give ids.', zh: '请给出 id。' });

@ArgsType()
export class AnnounceItemsArgs {
  @Field(() => [ID], { description: '1 to 50 new books and journals.' })
  @AtMost(50)
  @ArrayMinSize(1, atLeastOne)
  @IsUUID('all', { each: true, ...ids })
  items!: string[];

  @Field(() => [ID], { description: '1 to 200 departments whose heads are told.' })
  @AtMost(200)
  @ArrayMinSize(1, atLeastOne)
  @IsUUID('all', { each: true, ...ids })
  departments!: string[];
}
