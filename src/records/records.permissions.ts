import {
  and,
  clause,
  cleared,
  heldIn,
  nobody,
  not,
  or,
  type Rule,
  role,
  signedIn,
  viewerOwns,
} from '../access/rules.js';
import { type Module, type Permissions } from '../module.js';
import type { ArchiveClauses, ArchiveDefinition, ArchivePermissions } from './archiveDefinition.js';
import { FileLoan } from './loans/fileLoan.entity.js';
import { isFileOf, onFile } from './onSubject.js';
import { FileReading } from './readings/fileReading.entity.js';
import { Destruction } from './retention/destruction.entity.js';

/** An archive with the rule by which its records are read. */
export interface Archive {
  definition: ArchiveDefinition;
  type: string;
  read: Rule;
}

export const archivesOf = (modules: readonly Module[]): Archive[] =>
  modules.flatMap(({ name, permissions, records = [] }) =>
    records.map((definition) => {
      const type = definition.entity.name;
      const read = permissions.rows[type]?.read;
      if (!read) throw new Error(`The module ${name} defines records of ${type}, for which it has no row rule.`);
      return { definition, type, read };
    }),
  );

/** The rules of all archives as one: each asks whose file it is, and then as that archive says. */
export function ruling(archives: readonly Archive[]) {
  const forEach = (rule: (archive: Archive) => Rule) =>
    anyOf(archives.map((archive) => and(isFileOf(archive.type), rule(archive))));
  return {
    /** Who may read the record. */
    read: forEach((archive) => onFile(archive.read)),
    may: (what: keyof ArchivePermissions, about: keyof ArchiveClauses) =>
      forEach(({ definition: { permissions, clauses } }) => {
        const id = clauses?.[about];
        return id ? clause(id, permissions[what]) : permissions[what];
      }),
  };
}

export function permissionsOf(archives: readonly Archive[]): Permissions {
  const { read, may } = ruling(archives);
  const keeps = may('keep', 'place');
  const lends = may('lend', 'loan');
  const copies = may('copy', 'copy');
  const carries = may('carry', 'carry');
  const oversees = may('oversee', 'loan');
  const borrows = cited(archives, 'loan', signedIn);
  const disposes = may('dispose', 'disposal');
  const repairs = may('keep', 'repair');
  const keepers = anyOf(archives.map(({ definition }) => definition.permissions.keep));
  const keepsRooms = cited(archives, 'environment', keepers);
  const entersCopies = may('lend', 'copy');
  /** The head of a unit sees what its people have on loan. */
  const ofOwnUnit = heldIn(role('UNIT_HEAD'), FileLoan, 'unit');
  const isWitness = or(viewerOwns(Destruction, 'firstWitness'), viewerOwns(Destruction, 'secondWitness'));
  const witnesses = cited(archives, 'disposal', and(signedIn, isWitness));
  const returns = and(may('lend', 'return'), not(viewerOwns(FileLoan, 'borrower')));
  return {
    calls: {
      Query: {
        archiveFile: signedIn,
        archiveFiles: signedIn,
        cabinet: signedIn,
        cabinets: signedIn,
        fileLoan: signedIn,
        fileLoans: signedIn,
        destruction: signedIn,
        destructions: signedIn,
        retentionClasses: signedIn,
        fileFinding: signedIn,
        fileFindings: signedIn,
        environmentReading: signedIn,
        environmentReadings: signedIn,
        readingRegister: signedIn,
        readingRegisterEntry: signedIn,
      },
      Mutation: {
        addCabinet: cited(archives, 'place', keepers),
        placeFile: keeps,
        describeFile: may('keep', 'carrier'),
        requestLoan: borrows,
        lendFile: lends,
        lendOnRequest: lends,
        returnFile: returns,
        requestCopy: cited(archives, 'copy', signedIn),
        copyOnRequest: entersCopies,
        allowCopy: copies,
        recordCarriage: carries,
        closeFile: keeps,
        reviewFile: disposes,
        placeHold: disposes,
        liftHold: disposes,
        requestDestruction: disposes,
        orderDestruction: disposes,
        cancelDestruction: disposes,
        witnessDestruction: witnesses,
        reportFinding: repairs,
        closeRepair: repairs,
        recordReading: keepsRooms,
      },
    },
    records: {
      placeFile: { type: 'ArchiveFile', does: 'update' },
      describeFile: { type: 'ArchiveFile', does: 'update' },
      requestLoan: { type: 'ArchiveFile' },
      lendFile: { type: 'ArchiveFile', does: 'extend' },
      lendOnRequest: { type: 'ArchiveFile', does: 'extend' },
      returnFile: { type: 'FileLoan', does: 'update' },
      requestCopy: { type: 'ArchiveFile' },
      copyOnRequest: { type: 'ArchiveFile', does: 'extend' },
      allowCopy: { type: 'ArchiveFile', does: 'extend' },
      recordCarriage: { type: 'ArchiveFile', does: 'extend' },
      closeFile: { type: 'ArchiveFile', does: 'update' },
      reviewFile: { type: 'ArchiveFile', does: 'update' },
      placeHold: { type: 'ArchiveFile', does: 'extend' },
      liftHold: { type: 'LegalHold', does: 'update' },
      requestDestruction: { type: 'ArchiveFile' },
      orderDestruction: { type: 'ArchiveFile', does: 'extend' },
      cancelDestruction: { type: 'Destruction', does: 'update' },
      // A witness only signs: the database does the rest, for a SECRET file too, which a witness may read and not write.
      reportFinding: { type: 'ArchiveFile', does: 'extend' },
      closeRepair: { type: 'FileFinding', does: 'update' },
      witnessDestruction: { type: 'Destruction' },
    },
    rows: {
      ArchiveFile: { read, update: or(keeps, disposes), labels: labelsOf(archives) },
      Cabinet: { read: keeps, write: keeps, labels: labelsOf(archives) },
      FileLoan: {
        read: or(lends, keeps, oversees, viewerOwns(FileLoan, 'borrower'), ofOwnUnit),
        insert: lends,
        update: lends,
        labels: labelsOf(archives),
      },
      FileCopy: { read: or(copies, keeps, oversees), insert: or(copies, entersCopies), labels: labelsOf(archives) },
      LegalHold: { read, insert: disposes, update: disposes, labels: labelsOf(archives) },
      DispositionReview: { read: disposes, insert: disposes, labels: labelsOf(archives) },
      Destruction: { read: or(disposes, isWitness), insert: disposes, update: disposes, labels: labelsOf(archives) },
      FileFinding: { read, insert: repairs, update: repairs, labels: labelsOf(archives) },
      EnvironmentReading: {
        read: or(keepsRooms, anyOf(archives.map(({ definition }) => definition.permissions.oversee))),
        insert: keepsRooms,
      },
      FileReading: {
        read: or(keeps, oversees, role('AUDITOR'), viewerOwns(FileReading, 'person')),
        // An auditor cleared for it has the same in the audit; the file itself stays hidden.
        knownTo: and(role('AUDITOR'), cleared),
        labels: labelsOf(archives),
      },
      Carriage: { read: or(carries, keeps, oversees), insert: carries, labels: labelsOf(archives) },
    },
  };
}

/** The rule under the clause that the first archive names for the matter. */
function cited(archives: readonly Archive[], about: keyof ArchiveClauses, rule: Rule): Rule {
  const id = archives.map(({ definition }) => definition.clauses?.[about]).find((one) => one !== undefined);
  return id ? clause(id, rule) : rule;
}

const anyOf = (rules: readonly Rule[]): Rule => (rules.length > 0 ? or(...rules) : nobody);

/** Labels are kept by one clause for all, where one is named. */
export const labelsOf = (archives: readonly Archive[]): string | undefined =>
  archives.map(({ definition }) => definition.clauses?.label).find((id) => id !== undefined);
