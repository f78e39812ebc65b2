import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPhone, isSameNumber, numbersIn, parsePhone } from './phone';

/** Any UTF-16 at all, halves of characters included. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
  .map((units) => String.fromCharCode(...units));

describe('reading a telephone number', () => {
  it('takes the writings found in CRMs', () => {
    for (const raw of ['+1 303 555 0142', '(303) 555-0142', '303.555.0142', '1-303-555-0142', 'tel:+13035550142']) {
      expect(parsePhone(raw, 'US')).toMatchObject({
        e164: '+13035550142',
        callingCode: '1',
        nationalDigits: '3035550142',
      });
    }
    expect(parsePhone('030 901820', 'DE')?.e164).toBe('+4930901820');
    expect(parsePhone('138 0013 8000', 'CN')).toMatchObject({ e164: '+8613800138000', country: 'CN' });
  });

  it('keeps the extension', () => {
    expect(parsePhone('+1 303 555 0142 ext. 7', null)?.uri).toBe('tel:+13035550142;ext=7');
    expect(parsePhone('+13035550142;ext=7', null)?.extension).toBe('7');
    expect(parsePhone('+1 303 555 0142', null)?.uri).toBe('tel:+13035550142');
    expect(parsePhone('+1 303 555 0142 ext. 7', null)?.extension).toBe('7');
    expect(parsePhone('+1 303 555 0142', null)?.extension).toBeNull();
    for (const raw of ['+86 10 6554 0000 转 801', '010-65540000转801', '010 6554 0000 分机：８０１']) {
      expect(parsePhone(raw, 'CN')).toMatchObject({ e164: '+861065540000', extension: '801' });
    }
  });

  it('reads full-width digits and those of other scripts', () => {
    expect(parsePhone('＋１（３０３）５５５−０１４２', null)?.e164).toBe('+13035550142');
    expect(parsePhone('+٢٠ ٢ ٢٥٧٨ ٠٠٠٠', null)?.e164).toBe('+20225780000');
    expect(parsePhone('+९१ ९८१२३ ४५६७८', null)?.e164).toBe('+919812345678');
    expect(parsePhone('৮৮০ ১৭১২ ৩৪৫৬৭৮', 'BD')?.e164).toBe('+8801712345678');
    expect(parsePhone('๐๒ ๑๒๓ ๔๕๖๗', 'TH')?.e164).toBe('+6621234567');
    expect(parsePhone('+𝟭 𝟯𝟬𝟯 𝟱𝟱𝟱 𝟬𝟭𝟰𝟮', null)?.e164).toBe('+13035550142');
  });

  it('reads the digits of every script Unicode knows', () => {
    const digits = Array.from({ length: 0x20000 }, (_, point) => String.fromCodePoint(point)).filter((each) =>
      /\p{Nd}/u.test(each),
    );
    expect(digits.length % 10).toBe(0);
    for (let zero = 0; zero < digits.length; zero += 10) {
      const written = [...'13035550142'].map((digit) => digits[zero + Number(digit)]).join('');
      expect([written, parsePhone(`+${written}`, null)?.e164]).toEqual([written, '+13035550142']);
    }
  });

  it('leaves out the marks of writing direction that come along when a number is copied', () => {
    expect(parsePhone('\u202A+1 303 555 0142\u202C', null)?.e164).toBe('+13035550142');
    expect(isSameNumber('\u200E0303 555 0142', '303 555 0142', null)).toBe(true);
  });

  it('gives nothing for what is no number', () => {
    for (const raw of ['', 'n/a', '12', 'call me', '+999 1', '7'.repeat(400)]) expect(parsePhone(raw, 'US')).toBeNull();
    expect(parsePhone('303 555 0142', null)).toBeNull();
    expect(parsePhone('303 555 0142', 'Atlantis')).toBeNull();
  });

  it('never throws, whatever the CRM holds', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('US', 'CN', null), (raw, country) => {
        expect(typeof formatPhone(raw, country)).toBe('string');
        expect(isSameNumber(raw, raw, country)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe('several numbers in one field', () => {
  it.each([
    ['+1 303 555 0142 / +1 303 555 0143', null, ['+1 303 555 0142', '+1 303 555 0143']],
    ['303 555 0142 or 303 555 0143', 'US', ['303 555 0142', '303 555 0143']],
    ['+49 30 901820 & 030 901821', 'DE', ['+49 30 901820', '030 901821']],
    ['+49 30 901820 +49 30 901821', null, ['+49 30 901820', '+49 30 901821']],
    ['＋４９３０９０１８２０／＋４９３０９０１８２１', null, ['＋４９３０９０１８２０', '＋４９３０９０１８２１']],
    ['010-65540000转801、13800138000', 'CN', ['010-65540000转801', '13800138000']],
    ['+٩٧١ ٥٠ ١٢٣ ٤٥٦٧، +٩٧١ ٥٠ ١٢٣ ٤٥٦٨', null, ['+٩٧١ ٥٠ ١٢٣ ٤٥٦٧', '+٩٧١ ٥٠ ١٢٣ ٤٥٦٨']],
  ])('%s: each stands by itself', (raw, country, parts) => {
    expect(numbersIn(raw, country)).toEqual(parts);
  });

  it.each([
    ['030/901820', 'DE'],
    ['+49 30 901820, 22', 'DE'],
    ['+1 303 555 0142;ext=7', null],
    ['(+86) 10 6554 0000', null],
    ['tel: +1 303 555 0142', null],
    ['303 555 0142, 303 555 0143', null],
  ])('%s is left as it is', (raw, country) => {
    expect(numbersIn(raw, country)).toEqual([raw]);
  });
});

describe('showing a number', () => {
  it('is local at home, international abroad, and as it stands where it cannot be read', () => {
    expect(formatPhone('+13035550142', 'US')).toBe('(303) 555-0142');
    expect(formatPhone('+13035550142', 'DE')).toBe('+1 303 555 0142');
    expect(formatPhone('+13035550142', null)).toBe('+1 303 555 0142');
    expect(formatPhone(' ask reception ', 'US')).toBe('ask reception');
  });
});

describe('the same number', () => {
  it('is the same line in another writing', () => {
    expect(isSameNumber('+1 303 555 0142', '(303) 555-0142', 'US')).toBe(true);
    expect(isSameNumber('+1 303 555 0142', '(303) 555-0142', null)).toBe(true);
    expect(isSameNumber('+44 20 7946 0018', '020 7946 0018', null)).toBe(true);
  });

  it('is not another line, another extension, or a shorter one', () => {
    expect(isSameNumber('+1 303 555 0142', '+1 303 555 0143', 'US')).toBe(false);
    expect(isSameNumber('+1 303 555 0142 x1', '+1 303 555 0142 x2', 'US')).toBe(false);
    expect(isSameNumber('555 0142', '+1 303 555 0142', null)).toBe(false);
    expect(isSameNumber('112', '0112', null)).toBe(false);
    expect(isSameNumber('reception', 'mobile', null)).toBe(false);
  });

  it('is symmetric', () => {
    const raws = fc.constantFrom(
      '+1 303 555 0142',
      '303 555 0142',
      '0303 555 0142',
      '+44 303 555 0142',
      '112',
      '',
      'x',
    );
    fc.assert(
      fc.property(raws, raws, fc.constantFrom('US', 'GB', null), (a, b, country) => {
        expect(isSameNumber(a, b, country)).toBe(isSameNumber(b, a, country));
      }),
    );
  });
});
