import type { ListingDraft } from '../../domain/listing.js';

/** What an attribute's key, a free text in Ukrainian, says that its value is. */
const ADDRESS = /^(місце (реєстрації|розташування|проживання)|місцезнаходження|(фізична|юридична|поштова) адреса)/i;
const BIRTH_PLACE = /^місце народження/i;
const BIRTH_DATE = /^дата народження/i;
const NAME = /^((колишня|вигадана|стара) назва|назва|зміна назви)/i;
const EMAIL = /^e-?mail/i;
const PHONE = /^номер телефону/i;
const IMO = /^IMO$/i;
const WORK = /^зайнятість/i;
const WEBSITE = /^(сайт|веб-?сайт)/i;

/** Puts an attribute where it belongs; what has no place of its own is given back as a remark, in the register's words. */
export function attributeField(listing: ListingDraft, key: string, value: string): string | null {
  if (value === '') return null;
  if (ADDRESS.test(key)) listing.addresses.push({ text: value });
  else if (BIRTH_PLACE.test(key)) listing.births.push({ kind: 'place', value });
  else if (BIRTH_DATE.test(key)) listing.births.push({ kind: 'date', value });
  else if (NAME.test(key)) listing.aliases.push({ name: value, kind: 'aka', strength: 'strong' });
  else if (EMAIL.test(key)) listing.emails.push(value);
  else if (WEBSITE.test(key)) listing.websites.push(value);
  else if (PHONE.test(key)) listing.identifiers.push({ type: 'Phone number', number: value });
  else if (IMO.test(key)) listing.identifiers.push({ type: 'IMO number', number: value });
  else if (WORK.test(key) && listing.title === undefined) listing.title = value;
  else return `${key}: ${value}`;
  return null;
}
