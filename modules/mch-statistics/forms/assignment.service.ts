import { Person } from '../../../src/access/person.entity.js';
import type { SignedInContext } from '../../../src/context.js';
import { badInput, type Problem } from '../../../src/errors.js';
import { DataSet, DataSetAssignment, DataSetTerm } from './dataSet.entity.js';
import { keepDeadlines } from './deadlines.js';
import type { AssignArgs, EndAssignmentArgs } from './forms.inputs.js';
import { known } from './known.js';
import { periodAt } from './period.js';
import { StatisticsUnit } from './statisticsUnit.entity.js';

/** Which unit hands in what, from when until when, and who keeps it. */
export class AssignmentService {
  constructor(private readonly context: SignedInContext) {}

  assign({ dataSetId, input }: AssignArgs): Promise<DataSetAssignment> {
    return this.context.database.write(this.context, async (writing) => {
      const { em } = writing;
      const dataSet = await writing.find('assignDataSet', DataSet, dataSetId);
      const problems: Problem[] = [];
      const unit = await known(writing, problems, 'input.unitId', StatisticsUnit, input.unitId);
      const keeper = await known(writing, problems, 'input.keeperId', Person, input.keeperId);
      if (problems.length > 0) throw badInput(problems);
      const term = await em.findOne(DataSetTerm, { dataSet: dataSet.id, level: unit!.level });
      const { first } = periodAt(dataSet.periodType, input.since);
      const assignment = em.create(DataSetAssignment, {
        dataSet,
        unit: unit!,
        since: first,
        dueDays: term?.days ?? dataSet.dueDays,
        label: input.label,
        keeper: keeper!,
      });
      await keepDeadlines(writing, assignment, dataSet.periodType, unit!);
      return assignment;
    });
  }

  endAssignment({ id, version, until }: EndAssignmentArgs): Promise<DataSetAssignment> {
    return this.context.database.write(this.context, async (writing) => {
      const assignment = await writing.find('endDataSetAssignment', DataSetAssignment, id, version);
      const dataSet = await writing.em.findOneOrFail(DataSet, assignment.dataSet.id);
      const { last } = periodAt(dataSet.periodType, until);
      if (last < assignment.since)
        throw badInput([
          {
            path: 'until',
            message: {
              en: `It is due since ${assignment.since}. Give a day of that period or a later one.`,
              zh: `该报表自 ${assignment.since} 起应报，请填写该期或之后的日期。`,
            },
          },
        ]);
      assignment.until = last;
      const unit = await writing.em.findOneOrFail(StatisticsUnit, assignment.unit.id);
      await keepDeadlines(writing, assignment, dataSet.periodType, unit);
      return assignment;
    });
  }
}
