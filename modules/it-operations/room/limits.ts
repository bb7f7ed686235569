import type { Ask } from '../../../src/database/asking.js';
import type { Interpretations } from '../../../src/interpretations/interpretations.js';
import type { MachineRoom } from './machineRoom.entity.js';
import { limitsByChoice, roomLimits } from './room.interpretations.js';

/** Temperature and humidity within which a room may be: its own limits, else those of the standard in force. */
export async function standardLimits(interpretations: Interpretations, ask: Ask) {
  return limitsByChoice[await interpretations.choiceOf(ask, roomLimits.id)]!;
}

type Standard = Awaited<ReturnType<typeof standardLimits>>;

/** What is beyond its limits, in words that are the same in any language. */
export function beyondLimits(
  room: MachineRoom,
  standard: Standard,
  measured: { temperature: number | null; humidity: number | null },
): string[] {
  const of = (value: number | null, low: number | null, high: number | null, unit: string) =>
    value !== null && ((low !== null && value < low) || (high !== null && value > high))
      ? [`${value} ${unit} [${low ?? '-'}, ${high ?? '-'}]`]
      : [];
  const { TEMPERATURE: warm, HUMIDITY: damp } = standard;
  return [
    ...of(measured.temperature, room.temperatureLow ?? warm.low, room.temperatureHigh ?? warm.high, '°C'),
    ...of(measured.humidity, room.humidityLow ?? damp.low, room.humidityHigh ?? damp.high, '%'),
  ];
}
