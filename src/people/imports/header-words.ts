// What columns are called in the sheets people have. Compared without case, accents and signs.

export const standardFields = [
  'email', 'first_name', 'last_name', 'full_name', 'company', 'job_title', 'phone', 'language', 'time_zone', 'owner', 'consent', 'consent_source', 'consent_at',
] as const;
export type StandardField = (typeof standardFields)[number];

const words: Record<StandardField, string> = {
  email: 'email|e mail|mail|email address|e mail address|mail address|emailadresse|e mail adresse|mailadresse|adresse email|adresse e mail|adresse mail|courriel|correo|correo electronico|direccion de correo|posta elettronica|indirizzo email|e post|epost|sahkoposti|adres e mail|eposta|e posta|e mailadres|e mail 1|email 1|primary email|work email|business email|contact email|person email|メール|メールアドレス|邮箱|电子邮件|почта|электронная почта',
  first_name: 'first name|firstname|given name|givenname|forename|first|fname|vorname|rufname|prenom|nombre|nome|voornaam|fornamn|fornavn|etunimi|imie|jmeno|ad|имя|名',
  last_name: 'last name|lastname|surname|family name|familyname|lname|last|nachname|familienname|zuname|nom|nom de famille|apellido|apellidos|cognome|achternaam|efternamn|etternavn|sukunimi|nazwisko|prijmeni|soyad|фамилия|姓',
  full_name: 'name|full name|fullname|contact|contact name|person|person name|vollstandiger name|ansprechpartner|kontakt|kontaktname|nom complet|nombre completo|nome completo|氏名|名前|姓名|имя и фамилия|фио',
  company: 'company|company name|companyname|organisation|organization|account|account name|business|employer|firma|firmenname|unternehmen|unternehmensname|societe|entreprise|empresa|azienda|bedrijf|foretag|virksomhed|yritys|firma nazwa|sirket|компания|会社|会社名|公司',
  job_title: 'job title|jobtitle|title|position|role|job|funktion|jobtitel|stelle|beruf|berufsbezeichnung|poste|fonction|cargo|puesto|ruolo|functie|stanowisko|unvan|должность|役職|职位',
  phone: 'phone|phone number|telephone|tel|telephone number|mobile|mobile phone|cell|telefon|telefonnummer|rufnummer|handy|mobil|mobiltelefon|telefono|telephone portable|portable|movil|telefoon|telefone|telefoni|puhelin|телефон|電話|電話番号|电话',
  language: 'language|lang|locale|preferred language|sprache|langue|idioma|lingua|taal|sprak|sprog|kieli|jezyk|dil|язык|言語|语言',
  time_zone: 'time zone|timezone|tz|zeitzone|fuseau horaire|zona horaria|fuso orario|tijdzone',
  owner: 'owner|contact owner|account owner|sales rep|rep|besitzer|betreuer|zustandig|verantwortlich|kundenbetreuer|proprietaire|propietario',
  consent: 'consent|opt in|optin|opted in|marketing consent|gdpr consent|newsletter|subscribed|permission|einwilligung|zustimmung|newsletter einwilligung|werbeeinwilligung|consentement|consentimiento|consenso',
  consent_source: 'consent source|opt in source|source of consent|quelle der einwilligung|einwilligungsquelle|herkunft der einwilligung',
  consent_at: 'consent at|consent date|consent time|opt in date|opt in time|date of consent|optin time|confirm time|einwilligung am|datum der einwilligung|einwilligungsdatum',
};

const fieldOf = new Map<string, StandardField>(
  standardFields.flatMap((field) => words[field].split('|').map((word): [string, StandardField] => [plainHeader(word), field])));

/** Lower case, no accents, signs as single blanks: "E-Mail_Adresse " -> "e mail adresse". */
export function plainHeader(text: string): string {
  return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/ß/g, 'ss').replace(/ø/g, 'o').replace(/ł/g, 'l')
    .replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** The field a column of this name most likely is, or undefined. */
export function fieldNamed(header: string): StandardField | undefined {
  const plain = plainHeader(header);
  return fieldOf.get(plain) ?? fieldOf.get(plain.replace(/ (address|adresse|1)$/, '')) ?? fieldOf.get(plain.replaceAll(' ', ''));
}
