import { dominates } from '../../src/access/labels.js';
import { NumberSeries } from '../../src/access/numbering.js';
import { Person } from '../../src/access/person.entity.js';
import type { SignedInContext } from '../../src/context.js';
import { badInput } from '../../src/errors.js';
import { CaseFile } from './caseFile.entity.js';
import type { RegisterCaseFileInput } from './caseFile.inputs.js';

/** Numbers in the register. */
export const registerNumbers = new NumberSeries('case_room.number', 'CF');

/** What clerks do with the register (CASE-ROOM.A01). */
export class CaseFileService {
  constructor(private readonly context: SignedInContext) {}

  register(input: RegisterCaseFileInput): Promise<CaseFile> {
    const { clearance, personId } = this.context.viewer;
    if (!dominates(clearance, input.label))
      throw badInput([
        {
          path: 'input.label',
          message: {
            en: `You are cleared up to ${clearance}. Ask somebody cleared for ${input.label} to register it.`,
            zh: `您的涉密权限为 ${clearance}，请由权限达到 ${input.label} 的人员登记。`,
          },
        },
      ]);
    return this.context.database.write(this.context, async (writing) => {
      const [number] = await registerNumbers.next(writing, { label: input.label, compartments: [] });
      return writing.em.create(CaseFile, {
        ...input,
        number: number!,
        keeper: writing.em.getReference(Person, personId),
      });
    });
  }

  close(id: string, version: number): Promise<CaseFile> {
    return this.context.database.write(this.context, async (writing) => {
      const found = await writing.find('closeCaseFile', CaseFile, id, version);
      found.close();
      return found;
    });
  }
}
