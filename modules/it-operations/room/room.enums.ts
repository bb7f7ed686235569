import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

export enum RoomQuantity {
  TEMPERATURE = 'TEMPERATURE',
  HUMIDITY = 'HUMIDITY',
}

registerTitledEnum(RoomQuantity, {
  name: 'RoomQuantity',
  values: {
    TEMPERATURE: { title: { en: 'Temperature', zh: '温度' }, description: 'in degrees Celsius' },
    HUMIDITY: { title: { en: 'Relative humidity', zh: '相对湿度' }, description: 'in per cent' },
  },
});
