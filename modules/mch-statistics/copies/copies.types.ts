import { Field, Int, ObjectType } from 'type-graphql';
import { CopyContent } from './copies.enums.js';

@ObjectType({ description: 'Whether there are two copies in good order, and what is missing (备份情况).' })
export class CopyStatus {
  @Field(() => CopyContent)
  content!: CopyContent;

  @Field(() => Int, { description: 'Copies that are kept and did not fail; two are needed.' })
  copies!: number;

  @Field(() => Int, { description: 'In how many places they are.' })
  places!: number;

  @Field(() => Date, { nullable: true, description: 'The latest moment of which there are two copies, or one.' })
  stateOf!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When one of them was last shown to be restorable.' })
  verifiedAt!: Date | null;

  @Field(() => [String], { description: 'What is missing, in words; empty where all is in order.' })
  gaps!: string[];
}
