import { clause, or, signedIn, viewerOwns } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { headOf, hospitalWide, recordRoom } from '../informationSection.rules.js';
import { MedicalRecord } from './medicalRecord.entity.js';

const keeps = clause('P08.A04', recordRoom);

export const filingPermissions = definePermissions({
  calls: {
    Query: {
      medicalRecord: signedIn,
      medicalRecords: signedIn,
      medicalRecordFiling: signedIn,
      overdueMedicalRecords: signedIn,
    },
    Mutation: {
      registerDischarges: keeps,
      fileMedicalRecords: keeps,
      returnMedicalRecord: keeps,
      correctDischarge: keeps,
      voidMedicalRecord: keeps,
    },
  },
  records: {
    fileMedicalRecords: { type: 'MedicalRecord', does: 'update' },
    returnMedicalRecord: { type: 'MedicalRecord', does: 'update' },
    correctDischarge: { type: 'MedicalRecord', does: 'update' },
    voidMedicalRecord: { type: 'MedicalRecord', does: 'update' },
  },
  rows: {
    MedicalRecord: {
      read: clause(
        'P08.A07',
        or(hospitalWide, headOf(MedicalRecord, 'department'), viewerOwns(MedicalRecord, 'physician')),
      ),
      write: keeps,
      labels: 'P08.A07',
    },
  },
});
