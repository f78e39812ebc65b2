import type { LocaleDefinition } from '@faker-js/faker';
import { base, de, en, en_AU, en_CA, en_GB, en_IN, en_US, es, Faker, fr, ja, sv, zh_CN } from '@faker-js/faker';

const locales: Readonly<Record<string, LocaleDefinition>> = {
  en_US,
  en_GB,
  en_CA,
  en_AU,
  en_IN,
  de,
  fr,
  es,
  ja,
  sv,
  zh_CN,
};
const hourMs = 3_600_000;

/** The one source of chance of a world: everything drawn from it repeats with the seed. */
export interface Draw {
  readonly now: number;
  readonly faker: Faker;
  /** A generator speaking a locale, drawing from the same seed. */
  inLocale(locale: string): Faker;
  pick<T>(list: readonly T[]): T;
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  /** Each `#` becomes a digit. */
  digits(pattern: string): string;
  /** An instant between `min` and `max` hours ago, epoch ms. */
  hoursAgo(min: number, max: number): number;
}

/** Makes the source of chance for a seed; `now` is the instant all dates are counted from. */
export function makeDraw(seed: number, now: number): Draw {
  const faker = new Faker({ locale: [en, base], seed });
  const byLocale = new Map<string, Faker>();
  return {
    now,
    faker,
    inLocale(locale) {
      const known = byLocale.get(locale);
      if (known !== undefined) return known;
      const made = new Faker({ locale: [locales[locale] ?? en_US, en, base], seed: seed + byLocale.size + 1 });
      byLocale.set(locale, made);
      return made;
    },
    pick: (list) => faker.helpers.arrayElement(list),
    int: (min, max) => faker.number.int({ min, max }),
    chance: (probability) => faker.datatype.boolean({ probability }),
    digits: (pattern) => pattern.replace(/#/g, () => String(faker.number.int({ min: 0, max: 9 }))),
    hoursAgo: (min, max) => now - faker.number.int({ min: min * 60, max: max * 60 }) * (hourMs / 60),
  };
}
