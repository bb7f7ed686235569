import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Department } from '../../access/department.entity.js';
import { LabelledEntity } from '../../access/entity.js';
import { InheritsLabel } from '../../access/inheritsLabel.js';
import { Person } from '../../access/person.entity.js';
import { invalidState } from '../../errors.js';
import { Listed } from '../../reading/decorators.js';
import { ArchiveFile } from '../archiveFile.entity.js';

@Entity({ schema: 'records', tableName: 'loan' })
@ObjectType({
  description: 'An entry of the loan register (外借登记): a file that somebody took away. It gives no right to copy.',
})
export class FileLoan extends LabelledEntity {
  @Field(() => ArchiveFile, { nullable: true })
  @ManyToOne(() => ArchiveFile)
  @Listed('loans', 'Entries of the loan register (外借登记).')
  @InheritsLabel()
  file!: Rel<ArchiveFile>;

  @Field(() => String)
  @Property({ type: 'text' })
  subjectType!: string;

  @Field(() => String, { description: 'Title of the file when it was lent.' })
  @Property({ type: 'text' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'What of the file was taken (资料名称); null: all of it.' })
  @Property({ type: 'text', nullable: true })
  titles: string | null = null;

  @Field(() => Int, { description: 'How many pieces were taken (份数).' })
  @Property({ type: 'integer' })
  copies!: number;

  @Field(() => String, { description: '借阅目的' })
  @Property({ type: 'text' })
  purpose!: string;

  @Field(() => String, { description: '借阅理由' })
  @Property({ type: 'text' })
  reason!: string;

  @Field(() => String, { description: "Head of the borrower's unit who signed and sealed the request." })
  @Property({ type: 'text' })
  signedBy!: string;

  /** No relation: whoever writes the row need not see the request. */
  @Field(() => ID, { description: 'The approved request that it follows; see approvalRequest.' })
  @Property({ type: 'uuid' })
  requestId!: string;

  @Field(() => Person, { nullable: true, description: 'Who has it.' })
  @ManyToOne(() => Person)
  @Listed('fileLoans', 'Files that the person has or had on loan.')
  borrower!: Rel<Person>;

  @Field(() => Department, { nullable: true, description: 'Unit of the borrower when it was lent.' })
  @ManyToOne(() => Department, { nullable: true })
  @Listed('fileLoans', 'Files that people of the unit have or had on loan.')
  unit: Rel<Department> | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  lentBy!: Rel<Person>;

  @Field(() => Date)
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  lentAt!: Date;

  @Field(() => Date, {
    description: 'The first moment that is too late. Overdue: dueAt not after now and returnedAt null.',
  })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  dueAt!: Date;

  @Field(() => Date, { nullable: true, description: 'Signed off in the register; null while it is away.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  returnedAt: Date | null = null;

  @Field(() => Person, { nullable: true, description: 'Who signed it off.' })
  @ManyToOne(() => Person, { nullable: true })
  receivedBy: Rel<Person> | null = null;

  @Field(() => String, { nullable: true, description: 'What was found when it came back.' })
  @Property({ type: 'text', nullable: true })
  condition: string | null = null;

  /** It is signed off once, at the moment it comes back. */
  giveBack(receivedBy: Person, now: Date, condition: string | null): void {
    if (this.returnedAt) throw invalidState({ en: 'This loan is signed off already.', zh: '此外借已注销登记。' });
    Object.assign(this, { returnedAt: now, receivedBy, condition });
  }
}
