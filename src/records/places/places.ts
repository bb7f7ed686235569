import { dominates, isKeptApart, Label } from '../../access/labels.js';
import { Person } from '../../access/person.entity.js';
import type { SignedInContext } from '../../context.js';
import { uuid, type Writing } from '../../database/writing.js';
import { badInput, conflict, invalidState, notFound } from '../../errors.js';
import { zhOf } from '../../languages/enumTitles.js';
import { ArchiveFile } from '../archiveFile.entity.js';
import { isDurable } from '../carriers.js';
import { Cabinet } from './cabinet.entity.js';
import { cabinetNumbers } from './cabinetNumbers.js';
import type { AddCabinetInput, DescribeFileInput, PlaceFileArgs } from './places.inputs.js';

/** Where files stand and what they are made of. */
export class Places {
  constructor(private readonly context: SignedInContext) {}

  addCabinet(input: AddCabinetInput): Promise<Cabinet> {
    return this.context.database.write(this.context, async (writing) => {
      const { name, subjectType, label, compartments, shelves, positions } = input;
      this.refuseUnknownType(subjectType);
      return writing.em.create(Cabinet, {
        number: (await cabinetNumbers.next(writing, { label, compartments }))[0]!,
        name: name.trim(),
        subjectType,
        label,
        compartments,
        shelves,
        positions,
        keeper: writing.em.getReference(Person, this.context.viewer.personId),
      });
    });
  }

  place({ id, version, cabinetId, shelf, position }: PlaceFileArgs): Promise<ArchiveFile> {
    return this.context.database.write(this.context, async (writing) => {
      const file = await writing.find('placeFile', ArchiveFile, id, version);
      file.stillThere();
      if (!cabinetId) return Object.assign(file, { cabinet: null, shelf: null, position: null });
      const cabinet = uuid.test(cabinetId) ? await writing.em.findOne(Cabinet, { id: cabinetId }) : null;
      if (!cabinet) throw notFound('Cabinet');
      refuseUnfit(file, cabinet);
      const place = await freePlace(writing, cabinet, file, shelf, position);
      return Object.assign(file, { cabinet, ...place });
    });
  }

  describe(id: string, version: number, input: DescribeFileInput): Promise<ArchiveFile> {
    return this.context.database.write(this.context, async (writing) => {
      const file = await writing.find('describeFile', ArchiveFile, id, version);
      file.stillThere();
      const { carrier, medium, catalogueYear, volume } = input;
      this.refuseOwnPlace(file, input);
      if (carrier) file.carrier = carrier;
      if (medium) Object.assign(file, { medium, fades: !isDurable(medium) });
      if (catalogueYear) file.catalogueYear = catalogueYear;
      if (volume) file.volume = volume;
      return file;
    });
  }

  /** Where the record has its own year and volume, its file follows it. */
  private refuseOwnPlace({ subjectType }: ArchiveFile, input: DescribeFileInput): void {
    const { findingAid } = this.context.core.archives.get(subjectType)!;
    const problems = (['catalogueYear', 'volume'] as const)
      .filter((name) => input[name] !== undefined && findingAid[name] !== undefined)
      .map((name) => ({
        path: `input.${name}`,
        message: { en: 'The record itself has it. Leave it out.', zh: '以该记录为准，请勿填写。' },
      }));
    if (problems.length > 0) throw badInput(problems);
  }

  private refuseUnknownType(type: string): void {
    const { archives } = this.context.core;
    if (!archives.has(type))
      throw badInput([
        {
          path: 'input.subjectType',
          message: {
            en: `Give one of: ${[...archives.keys()].join(', ')}.`,
            zh: `请给出其中之一：${[...archives.keys()].join('、')}。`,
          },
        },
      ]);
  }
}

/** SECRET files are stored apart, and only together with those of their own keeper. The database holds to the same. */
function refuseUnfit(file: ArchiveFile, cabinet: Cabinet): void {
  if (file.subjectType !== cabinet.subjectType)
    throw invalidState({
      en: `The cabinet ${cabinet.number} holds files of ${cabinet.subjectType}. Choose another one.`,
      zh: `档案柜 ${cabinet.number} 存放 ${cabinet.subjectType} 的档案，请另选一个。`,
    });
  const sameKeeper = file.keeper?.id === cabinet.keeper?.id;
  if (isKeptApart(file.label) !== isKeptApart(cabinet.label) || (isKeptApart(file.label) && !sameKeeper))
    throw invalidState({
      en: 'Files from SECRET up are stored apart, in a cabinet of that label and of the same keeper. Choose or add such a cabinet.',
      zh: '机密及以上档案须单独存放于同一保管人、相应密级的档案柜。请另选或新增档案柜。',
    });
  if (!covers(cabinet, file))
    throw invalidState({
      en: `The cabinet ${cabinet.number} is not for files of ${file.label} or of these compartments. Choose another one.`,
      zh: `档案柜 ${cabinet.number} 不能存放${zhOf(Label, file.label)}或此专项的档案，请另选一个。`,
    });
}

const covers = (cabinet: Cabinet, file: ArchiveFile): boolean =>
  dominates(cabinet.label, file.label) && file.compartments.every((name) => cabinet.compartments.includes(name));

/** The wanted place, or the first free one. Whoever sees a cabinet sees all that stands in it, so an occupied place tells nothing new. */
async function freePlace(
  { em }: Writing,
  cabinet: Cabinet,
  file: ArchiveFile,
  shelf: number | undefined,
  position: number | undefined,
): Promise<{ shelf: number; position: number }> {
  if ((shelf ?? 1) > cabinet.shelves || (position ?? 1) > cabinet.positions)
    throw badInput([
      {
        path: (shelf ?? 1) > cabinet.shelves ? 'shelf' : 'position',
        message: {
          en: `The cabinet has ${cabinet.shelves} shelves with ${cabinet.positions} places each.`,
          zh: `该档案柜有 ${cabinet.shelves} 层，每层 ${cabinet.positions} 个位置。`,
        },
      },
    ]);
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`places of ${cabinet.id}`]);
  const [free] = await em.execute<{ shelf: number; position: number }[]>(
    `select s.shelf, p.position from generate_series(?::integer, ?::integer) s(shelf), generate_series(?::integer, ?::integer) p(position)
     where not exists (select from records.file f where f.cabinet_id = ? and f.shelf = s.shelf and f.position = p.position and f.id <> ?)
     order by 1, 2 limit 1`,
    [shelf ?? 1, shelf ?? cabinet.shelves, position ?? 1, position ?? cabinet.positions, cabinet.id, file.id],
  );
  if (free) return free;
  throw conflict({
    en: 'There is no free place there. Leave shelf and position out, or choose another cabinet.',
    zh: '该处没有空位。请省略 shelf 和 position，或另选档案柜。',
  });
}
