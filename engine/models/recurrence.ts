// What chapter 13 shows of its models, for the engine's front door.
export { unroll, type EchoStep, type EchoWeights } from './unroll.ts';
export {
  keepBiases,
  MEMORY_STEPS,
  memoryCells,
  memoryParameters,
  memoryWidths,
  SYMBOLS,
  timeScale,
  type KeepBias,
  type MemoryCell,
  type MemoryReading,
  type MemorySetting,
} from './memory-span.ts';
export { memoryBlanks, memorySeeds, recordedMemory, type RecordedMemory } from './memory-record.ts';
export { nameFile, letterOf } from '../data/names.ts';
export { nameProbes, NAME_STEPS, nameParameters, type NameProbe } from './name-net.ts';
export { nameRecord } from './name-record.ts';
export { co2, co2Gaps, measuredCo2, yearOf } from '../data/co2.ts';
export {
  CO2_FROM,
  co2Miss,
  CO2_STEPS,
  CO2_TEST,
  co2Views,
  forecastBy,
  seasonal,
  type Co2Setting,
  type Co2View,
} from './co2-forecast.ts';
export { co2Seeds, linearCo2, recordedCo2 } from './co2-record.ts';
export { phraseFile } from '../data/phrases.ts';
export {
  EXAMINED,
  lengthGroups,
  PHRASE_STEPS,
  shownPhrases,
  type ShownPhrase,
  translatorParameters,
  translators,
  type TranslatorName,
  type TranslatorSetting,
} from './translator.ts';
export { translatorRecord } from './translator-record.ts';
