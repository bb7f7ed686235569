import { Label } from '../../src/access/labels.js';
import type { SignedInContext } from '../../src/context.js';
import type { DemoOrganisation } from '../../src/demo.js';
import { CaseFileService } from './caseFile.service.js';

/** Two clerks, and what the first of them has registered. */
export async function fillCaseRoom(organisation: DemoOrganisation): Promise<void> {
  await organisation.people([
    {
      name: 'case-room-clerk',
      displayName: '林晓',
      roles: [['CASE_ROOM_CLERK', '总公司']],
      clearance: Label.SECRET,
    },
    {
      name: 'case-room-deputy',
      displayName: '方宁',
      roles: [['CASE_ROOM_CLERK', '总公司']],
      clearance: Label.SECRET,
    },
  ]);
  const clerk = new CaseFileService((await organisation.as('case-room-clerk')) as SignedInContext);
  const dueOn = `${organisation.today.getUTCFullYear() + 1}-03-31`;
  await clerk.register({ title: '年度归档', dueOn, label: Label.PUBLIC });
  await clerk.register({ title: '借阅核对', dueOn, label: Label.INTERNAL });
  await clerk.register({ title: '合同清查', dueOn, label: Label.SECRET });
}
