import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import { aRoom, aSensor, ask as askOf, machineToken } from '../operations.fixture.js';

let now = new Date('2026-03-09T10:00:00+08:00');
let platform: TestPlatform;
let token: string;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now });
  token = await machineToken(platform, new Date('2027-01-01T00:00:00Z'));
});
afterAll(() => platform.close());

const ask = (who: string, document: string, variables?: object) => askOf(platform, who, document, variables);
const minutes = (count: number) => new Date(now.getTime() + count * 60_000).toISOString();

const record = `mutation($readings: [ReadingInput!]!) {
  recordReadings(readings: $readings) { accepted repeated refused { place sensor reason } faultsRaised }
}`;
const send = async (readings: object[]) => {
  const { data, errors } = await platform.run(token, record, { readings });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.recordReadings;
};
/** Values of a sensor, each so many minutes from now. */
const of = (sensor: string, ...values: [minute: number, value: number][]) =>
  values.map(([minute, value]) => ({ sensor, at: minutes(minute), value }));

const excursions = async (sensor: string) =>
  (
    await ask(
      'it-operator',
      `query($name: String!) { excursions(filter: { sensor: { name: { eq: $name } } }, orderBy: [{ beganAt: ASC }]) {
        nodes { beganAt endedAt worst readings low high fault { id number source severity status description reportedBy { name } } }
      } }`,
      { name: sensor },
    )
  ).data.excursions.nodes;

describe('P12.A02 readings come from a machine', () => {
  it('P12.A02 readings within the limits are taken and raise nothing', async () => {
    const sensor = await aSensor(platform);
    expect(await send(of(sensor, [-2, 22], [-1, 23.5]))).toEqual({
      accepted: 2,
      repeated: 0,
      refused: [],
      faultsRaised: 0,
    });
    const { data } = await ask('it-operator', '{ sensors(first: 100) { nodes { name lastReadingAt lastValue } } }');
    expect(data.sensors.nodes).toContainEqual({ name: sensor, lastReadingAt: minutes(-1), lastValue: 23.5 });
    expect(await excursions(sensor)).toEqual([]);
  });

  it('P12.A02 a time beyond the limits raises one fault with a duty, not one for each reading, and tells when it ended', async () => {
    const sensor = await aSensor(platform);
    expect((await send(of(sensor, [-30, 22], [-29, 28], [-28, 31.5], [-27, 29]))).faultsRaised).toBe(1);
    expect((await send(of(sensor, [-26, 29.5], [-25, 30]))).faultsRaised).toBe(0);
    expect(await excursions(sensor)).toMatchObject([
      { beganAt: minutes(-29), endedAt: null, readings: 5, worst: 31.5 },
    ]);
    await send(of(sensor, [-24, 26]));
    const [found] = await excursions(sensor);
    expect(found).toMatchObject({
      endedAt: minutes(-24),
      low: 18,
      high: 27,
      fault: { source: 'READING', severity: 'MAJOR', status: 'REPORTED', reportedBy: null },
    });
    expect(found.fault.description).toContain(`${sensor}: 28 °C [18, 27]`);
    const { data } = await ask(
      'it-head',
      'query($id: ID!) { duties(filter: { recordId: { eq: $id } }) { nodes { name clause role state dueAt } } }',
      { id: found.fault.id },
    );
    expect(data.duties.nodes).toEqual([
      { name: 'restoreFault', clause: 'P12.A01', role: 'IT_OPERATOR', state: 'DUE', dueAt: '2026-03-12T16:00:00.000Z' },
    ]);
  });

  it('P12.A02 around the limit it is one excursion; long after it is another', async () => {
    const sensor = await aSensor(platform);
    expect((await send(of(sensor, [-90, 28], [-89, 26], [-85, 28], [-84, 26]))).faultsRaised).toBe(1);
    expect(await excursions(sensor)).toMatchObject([{ beganAt: minutes(-90), endedAt: minutes(-84), readings: 2 }]);
    expect((await send(of(sensor, [-60, 28]))).faultsRaised).toBe(1);
    expect(await excursions(sensor)).toHaveLength(2);
  });

  it('P12.A02 sent again after a lost answer nothing counts twice', async () => {
    const sensor = await aSensor(platform);
    const batch = of(sensor, [-3, 28], [-2, 29]);
    expect(await send(batch)).toMatchObject({ accepted: 2, repeated: 0, faultsRaised: 1 });
    expect(await send(batch)).toMatchObject({ accepted: 0, repeated: 2, faultsRaised: 0 });
    expect(await send([...of(sensor, [-1, 30]), ...of(sensor, [-1, 30])])).toMatchObject({ accepted: 1, repeated: 1 });
    expect(await excursions(sensor)).toMatchObject([{ readings: 3, worst: 30 }]);
  });

  it('P12.A02 another value of the same sensor and moment is named as a conflict, and the first stays', async () => {
    const sensor = await aSensor(platform);
    // Within one batch, and against one that came before.
    expect(await send(of(sensor, [-2, 30], [-2, 35], [-2, 30]))).toMatchObject({
      accepted: 1,
      repeated: 1,
      refused: [{ place: 1, sensor, reason: 'CONFLICT' }],
    });
    expect(await send(of(sensor, [-2, 36], [-1, 31], [-2, 30]))).toMatchObject({
      accepted: 1,
      repeated: 1,
      refused: [{ place: 0, sensor, reason: 'CONFLICT' }],
    });
    expect(await excursions(sensor)).toMatchObject([{ readings: 2, worst: 31 }]);
  });

  it('P12.A02 late readings are put where they belong', async () => {
    const sensor = await aSensor(platform);
    await send(of(sensor, [-60, 22], [-40, 28], [-30, 28], [-20, 22]));
    // Within the excursion, then just before it: the same one, which began earlier.
    expect((await send(of(sensor, [-35, 32]))).faultsRaised).toBe(0);
    expect((await send(of(sensor, [-50, 28]))).faultsRaised).toBe(0);
    expect(await excursions(sensor)).toMatchObject([
      { beganAt: minutes(-50), endedAt: minutes(-20), readings: 4, worst: 32 },
    ]);
    // Between two that were within the limits: one of its own, which is over.
    await send(of(sensor, [-200, 22], [-100, 22]));
    expect((await send(of(sensor, [-150, 28]))).faultsRaised).toBe(1);
    expect((await excursions(sensor))[0]).toMatchObject({ beganAt: minutes(-150), endedAt: minutes(-100) });
  });

  it('P12.A02 what is to come, too old or of an unknown sensor is refused by name, and the others are taken', async () => {
    const sensor = await aSensor(platform);
    const batch = [
      ...of(sensor, [4, 22], [6, 22], [-60 * 24 * 400, 22]),
      { sensor: 'nothing', at: minutes(0), value: 1 },
    ];
    expect(await send(batch)).toEqual({
      accepted: 1,
      repeated: 0,
      refused: [
        { place: 1, sensor, reason: 'TO_COME' },
        { place: 2, sensor, reason: 'TOO_OLD' },
        { place: 3, sensor: 'nothing', reason: 'UNKNOWN_SENSOR' },
      ],
      faultsRaised: 0,
    });
  });

  it('P12.A02 a room has limits of its own, or those of the standard that is set', async () => {
    const strict = await aSensor(platform, 'TEMPERATURE', await aRoom(platform, { temperatureHigh: 24 }));
    expect((await send(of(strict, [-2, 25]))).faultsRaised).toBe(1);
    const humid = await aSensor(platform, 'HUMIDITY');
    expect((await send(of(humid, [-2, 10], [-1, 60]))).faultsRaised).toBe(0);
    const set = (choice: string) =>
      ask(
        'administrator',
        `mutation { setInterpretation(id: "it-operations.roomLimits", choice: "${choice}", reason: "试") { choice } }`,
      );
    expect((await set('GB50174_2008_C')).outcome).toBe('ok');
    expect((await send(of(await aSensor(platform, 'HUMIDITY'), [-2, 34]))).faultsRaised).toBe(1);
    await set('GB50174_2017');
  });

  it('P12.A02 a thousand readings are taken in one call, more are refused', async () => {
    const sensor = await aSensor(platform);
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => ({
        sensor,
        at: new Date(now.getTime() - 3_600_000 + i * 1000),
        value: 22,
      }));
    expect(await send(many(1000))).toMatchObject({ accepted: 1000 });
    expect((await platform.run(token, record, { readings: many(1001) })).outcome).toBe('BAD_USER_INPUT');
    const { id } = (
      await ask('it-head', 'query($n: String!) { sensors(filter: { name: { eq: $n } }) { nodes { id } } }', {
        n: sensor,
      })
    ).data.sensors.nodes[0];
    const series =
      'query($id: ID!, $from: DateTimeISO!, $until: DateTimeISO!) { sensorSeries(sensorId: $id, from: $from, until: $until) { readings lowest mean highest } }';
    const span = { id, from: minutes(-60), until: minutes(0) };
    const { data } = await ask('it-operator', series, span);
    expect(data.sensorSeries.length).toBeLessThanOrEqual(500);
    expect(data.sensorSeries.reduce((sum: number, step: { readings: number }) => sum + step.readings, 0)).toBe(1000);
    expect((await ask('reader', series, span)).outcome).toBe('FORBIDDEN');
  });

  it('P12.A02 the audit names the machine, and no person', async () => {
    const sensor = await aSensor(platform);
    await send(of(sensor, [-2, 40]));
    const [{ fault }] = await excursions(sensor);
    await platform.platform.core.audit.log.flush();
    const { data } = await ask(
      'auditor',
      'query($id: String!) { auditEntries(filter: { recordId: { eq: $id } }) { nodes { action call person { name } machine { name } } } }',
      { id: fault.id },
    );
    expect(data.auditEntries.nodes).toEqual([
      { action: 'create', call: 'recordReadings', person: null, machine: { name: 'room probes' } },
    ]);
  });

  it('P12.A02 readings are forgotten when they have been kept long enough', async () => {
    const sensor = await aSensor(platform);
    await send(of(sensor, [-1, 22]));
    const count = async () =>
      (
        await platform.owner<{ n: number }>(
          'select count(*)::integer as n from it_operations.sensor_reading r join it_operations.sensor s on s.id = r.sensor_id where s.name = $1',
          [sensor],
        )
      )[0]!.n;
    const before = now;
    now = new Date('2026-12-30T10:00:00+08:00');
    await send(of(await aSensor(platform), [-1, 22]));
    expect(await count()).toBe(1);
    now = new Date('2027-03-10T10:00:00+08:00');
    token = await machineToken(platform, new Date('2027-05-01T00:00:00Z'), 'later probes');
    await send(of(await aSensor(platform), [-1, 22]));
    expect(await count()).toBe(0);
    now = before;
  });
});
