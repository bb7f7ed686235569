import { ArrayMaxSize, IsUUID, Length, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, Float, ID, InputType, Int } from 'type-graphql';
import { Label } from '../../src/access/labels.js';
import { dateProblem } from '../../src/graphql/dates.js';
import { Satisfies } from '../../src/graphql/satisfies.js';
import { creditCodeProblem, normalCreditCode } from './creditCode.js';
import { CustomerKind, Profession } from './customer.entity.js';

const short = { message: 'Give at most 300 characters.' };

/** P01.A03: a special customer names its profession, a general one has none. */
export const professionProblem = (kind: CustomerKind, profession: Profession | null | undefined): string | null => {
  if (kind === CustomerKind.SPECIAL && !profession) return 'A special customer names its profession.';
  if (kind === CustomerKind.GENERAL && profession)
    return 'Only a special customer has a profession; set kind to SPECIAL.';
  return null;
};

@InputType({ description: 'A person to speak with at a customer.' })
export class ContactInput {
  @Field(() => String)
  @Length(1, 100, { message: 'Give 1 to 100 characters.' })
  name!: string;

  @Field(() => String, { nullable: true })
  @MaxLength(300, short)
  post?: string | null;

  @Field(() => String, { nullable: true })
  @MaxLength(50, { message: 'Give at most 50 characters.' })
  telephone?: string | null;

  @Field(() => String, { nullable: true })
  @Matches(/^[^\s@]{1,64}@[^\s@]{1,200}$/, { message: 'Give an address such as name@company.example.' })
  email?: string | null;
}

@InputType()
class CustomerDetailsInput {
  @Field(() => Profession, { nullable: true, description: 'Asked of a special customer.' })
  profession?: Profession | null;

  @Field(() => String, { nullable: true, description: 'Unified social credit code; its check character is verified.' })
  @Satisfies((code: string) => creditCodeProblem(normalCreditCode(code)))
  creditCode?: string | null;

  @Field(() => String, { nullable: true })
  @MaxLength(300, short)
  legalRepresentative?: string | null;

  @Field(() => String, { nullable: true })
  @MaxLength(300, short)
  address?: string | null;

  @Field(() => String, { nullable: true })
  @Matches(/^\d{6}$/, { message: 'Give six digits.' })
  postalCode?: string | null;

  @Field(() => String, { nullable: true })
  @MaxLength(50, { message: 'Give at most 50 characters.' })
  telephone?: string | null;

  @Field(() => String, { nullable: true })
  @MaxLength(50, { message: 'Give at most 50 characters.' })
  fax?: string | null;

  @Field(() => String, { nullable: true })
  @Matches(/^https?:\/\/\S{1,290}$/, { message: 'Give an address that begins with http:// or https://.' })
  webAddress?: string | null;

  @Field(() => String, { nullable: true })
  @MaxLength(10_000, { message: 'Give at most 10 000 characters.' })
  businessScope?: string | null;

  @Field(() => Float, { nullable: true, description: 'In units of capitalCurrency, not in ten thousands.' })
  @Min(0, { message: 'Give a number from 0 up.' })
  @Max(9e15, { message: 'Give at most 9 000 000 000 000 000.' })
  capitalAmount?: number | null;

  @Field(() => String, { nullable: true, description: 'ISO 4217, for example CNY.' })
  @Matches(/^[A-Z]{3}$/, { message: 'Give three capital letters, for example CNY.' })
  capitalCurrency?: string | null;

  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD.' })
  @Satisfies(dateProblem)
  foundedOn?: string | null;

  @Field(() => String, { nullable: true })
  @MaxLength(300, short)
  enterpriseType?: string | null;

  @Field(() => String, { nullable: true })
  @MaxLength(300, short)
  province?: string | null;

  @Field(() => String, { nullable: true })
  @MaxLength(300, short)
  city?: string | null;

  @Field(() => String, { nullable: true, description: 'Words by which the file is to be found, separated by spaces.' })
  @MaxLength(300, short)
  keywords?: string | null;
}

@InputType({ description: 'A new customer file.' })
export class RegisterCustomerInput extends CustomerDetailsInput {
  @Field(() => String)
  @Length(1, 200, { message: 'Give 1 to 200 characters.' })
  name!: string;

  @Field(() => CustomerKind, { defaultValue: CustomerKind.GENERAL })
  @Satisfies((kind: CustomerKind, { profession }: RegisterCustomerInput) => professionProblem(kind, profession))
  kind!: CustomerKind;

  @Field(() => Label, { defaultValue: Label.INTERNAL })
  label!: Label;

  @Field(() => [String], { defaultValue: [] })
  @ArrayMaxSize(50, { message: 'Give at most 50.' })
  compartments!: string[];

  @Field(() => ID, { nullable: true, description: 'Who keeps the file; you, unless you name somebody.' })
  @IsUUID('all', { message: 'Give the id of a person.' })
  keeperId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The department that owns the file; yours, unless you name one.' })
  @IsUUID('all', { message: 'Give the id of a department.' })
  departmentId?: string | null;

  @Field(() => [ContactInput], { defaultValue: [] })
  @ArrayMaxSize(20, { message: 'Give at most 20 contacts; add further ones with addContact.' })
  @ValidateNested({ each: true })
  contacts!: ContactInput[];
}

@InputType({ description: 'What changes in a customer file; what is left out stays, null empties.' })
export class UpdateCustomerInput extends CustomerDetailsInput {
  @Field(() => String, { nullable: true })
  @Length(1, 200, { message: 'Give 1 to 200 characters.' })
  name?: string;

  @Field(() => CustomerKind, { nullable: true })
  kind?: CustomerKind;

  @Field(() => Label, { nullable: true, description: 'Can be raised here; lowering it is an approval.' })
  label?: Label;

  @Field(() => ID, { nullable: true, description: 'Who keeps the file from now on.' })
  @IsUUID('all', { message: 'Give the id of a person.' })
  keeperId?: string;
}

@ArgsType()
export class UpdateCustomerArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => UpdateCustomerInput)
  @ValidateNested()
  input!: UpdateCustomerInput;
}
