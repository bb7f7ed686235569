import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver } from 'type-graphql';
import { LabelledEntity } from '../access/entity.js';
import { Label } from '../access/labels.js';
import { Person } from '../access/person.entity.js';
import { granted, keeper, or, role, signedIn, viewerOwns } from '../access/rules.js';
import type { SignedInContext } from '../context.js';
import { defineInterpretation } from '../interpretations/interpretation.js';
import { defineModule } from '../module.js';
import { defineDuty } from './duty.js';

@Entity({ schema: 'loans' })
@ObjectType({ description: 'A file that somebody has borrowed.' })
export class Loan extends LabelledEntity {
  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  borrower!: Rel<Person>;
}

@Resolver(() => Loan)
export class LoanResolver {
  @Mutation(() => Loan, { nullable: true })
  lend(
    @Arg('id', () => ID) id: string,
    @Arg('borrower', () => ID) borrowerId: string,
    @Arg('label', () => Label, { defaultValue: Label.INTERNAL }) label: Label,
    @Ctx() context: SignedInContext,
  ) {
    return context.database.write(context, async (writing) => {
      const borrower = writing.em.getReference(Person, borrowerId);
      const loan = writing.em.create(Loan, {
        id,
        title: '借阅',
        borrower,
        label,
        keeper: writing.em.getReference(Person, context.viewer.personId),
      });
      await context.core.duties.begin(writing, 'returnLoan', { record: loan, person: borrower });
      return loan;
    });
  }

  @Mutation(() => Loan, { nullable: true })
  giveBack(@Arg('id', () => ID) id: string, @Ctx() context: SignedInContext) {
    return context.database.write(context, async (writing) => {
      const loan = await writing.find('giveBack', Loan, id);
      await context.core.duties.fulfil(writing, 'returnLoan', { record: loan });
      return loan;
    });
  }

  @Mutation(() => Boolean)
  countLoans(@Ctx() context: SignedInContext): Promise<boolean> {
    return context.database.write(context, async (writing) => {
      const done = await context.core.duties.fulfil(writing, 'countLoans');
      return done.length > 0;
    });
  }
}

const loanDays = defineInterpretation({
  id: 'loans.days',
  clause: 'P01.A19',
  question: { en: 'Are three days calendar days or working days?', zh: '三天是自然日还是工作日？' },
  choices: { CALENDAR: { en: 'Calendar days', zh: '自然日' }, WORKING: { en: 'Working days', zh: '工作日' } },
  default: 'CALENDAR',
});

const service = role('CUSTOMER_SERVICE_MANAGER', 'CUSTOMER_INFORMATION_SUPERVISOR', 'CUSTOMER_INFORMATION_SPECIALIST');

/** A module that lends files, with a duty from an event and one of the calendar. */
export const loans = defineModule({
  name: 'loans',
  title: { en: 'Loans', zh: '借阅' },
  description: 'Lends files.',
  requires: ['customers', 'duties'],
  entities: [Loan],
  reads: [Loan],
  resolvers: [LoanResolver],
  interpretations: [loanDays],
  duties: [
    defineDuty({
      name: 'returnLoan',
      title: { en: 'Return the file on loan', zh: '归还借阅的档案' },
      clause: 'P01.A19',
      subject: Loan,
      within: { interpretation: loanDays, terms: { CALENDAR: { days: 3 }, WORKING: { workingDays: 3 } } },
      remindBefore: [{ days: 1 }],
      escalateTo: 'CUSTOMER_SERVICE_MANAGER',
    }),
    defineDuty({
      name: 'countLoans',
      title: { en: 'Count the loans', zh: '清点借阅' },
      clause: 'P01.A20',
      calendar: 'month',
      within: { workingDays: 5 },
      by: 'CUSTOMER_INFORMATION_SPECIALIST',
      escalateTo: 'CUSTOMER_INFORMATION_SUPERVISOR',
    }),
  ],
  permissions: {
    calls: {
      Query: { loan: signedIn, loans: signedIn },
      Mutation: { lend: service, giveBack: service, countLoans: service },
    },
    records: { giveBack: { type: 'Loan' } },
    rows: {
      Loan: {
        read: or(service, viewerOwns(Loan, 'borrower'), keeper, granted('read')),
        write: service,
        labels: 'P01.A22',
      },
    },
  },
  migrations: [
    {
      name: '0001-loans',
      up: `create table loans.loan (
        id uuid primary key, version integer not null default 1, created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null, label access.label not null, compartments text[] not null default '{}',
        keeper_id uuid references access.person, title text not null, borrower_id uuid not null references access.person
      );`,
    },
  ],
});
