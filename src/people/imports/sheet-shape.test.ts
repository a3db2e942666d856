import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldNamed } from './header-words.ts';
import { findShape } from './sheet-shape.ts';

const shapeOf = (text: string, choices = {}) => findShape(Buffer.from(text), true, 0, choices);

test('the delimiter is the one under which rows agree', () => {
  assert.equal(shapeOf('email,name\na@b.co,"x;y"\nc@d.co,z\n').delimiter, ',');
  assert.equal(shapeOf('email;name\na@b.co;Doe, Jane\nc@d.co;Roe, Tom\n').delimiter, ';');
  assert.equal(shapeOf('email\tname\na@b.co\tDoe, Jane; Dr.\n').delimiter, '\t');
  assert.equal(shapeOf('email|name\na@b.co|x\n').delimiter, '|');
  assert.equal(shapeOf('email\na@b.co\n').delimiter, ',');
  assert.equal(shapeOf('email;amount\na@b.co;1,50\nb@b.co;2,75\n').delimiter, ';');
});

test('a first line "sep=;" says the delimiter and is no row', () => {
  const shape = shapeOf('sep=;\r\nemail;name\r\na@b.co;x\r\n');
  assert.equal(shape.delimiter, ';');
  assert.deepEqual(shape.headers, ['email', 'name']);
  assert.equal(shape.headerRow, 2);
  assert.equal(shape.sample[0]!.number, 3);
});

test('line ends of three kinds are found', () => {
  assert.equal(shapeOf('a,b\r\nc,d').lineEnd, 'lf');
  assert.equal(shapeOf('a,b\nc,d').lineEnd, 'lf');
  assert.equal(shapeOf('a,b\rc,d').lineEnd, 'cr');
});

test('a header is the row of names, below titles and blank rows, too', () => {
  assert.equal(shapeOf('Kunden 2026,,\n\nVorname,Nachname,E-Mail\nEva,Maß,eva@b.co\n').headerRow, 3);
  assert.equal(shapeOf('thing,other\n1,a@b.co\n').headerRow, 1);
  assert.deepEqual(shapeOf('a@b.co,Jane\nc@d.co,Tom\n').headers, []);
  assert.equal(shapeOf('a@b.co,Jane\nc@d.co,Tom\n').headerRow, 0);
});

test('rows begin where the header ends, to the byte', () => {
  const text = '\n"E-Mail","Na\nme"\na@b.co,Jane\n';
  const shape = shapeOf(text);
  assert.equal(text.slice(shape.dataByte), 'a@b.co,Jane\n');
  assert.equal(shape.dataAfterRow, 2);
  assert.equal(shapeOf(text, { hasHeader: false }).dataByte, 0);
});

test('an empty sheet has no rows and no columns', () => {
  const shape = shapeOf('\n\n,,\n');
  assert.equal(shape.columns, 0);
  assert.deepEqual(shape.sample, []);
});

for (const [header, field] of [
  ['E-Mail', 'email'], ['EMAIL_ADDRESS', 'email'], ['E-Mail-Adresse', 'email'], ['Adresse e-mail', 'email'], ['Correo electrónico', 'email'],
  ['Vorname', 'first_name'], ['Prénom', 'first_name'], ['firstName', 'first_name'], ['Nachname', 'last_name'], ['Família', undefined], ['Nom', 'last_name'],
  ['Name', 'full_name'], ['Firma', 'company'], ['Entreprise', 'company'], ['Position', 'job_title'], ['Telefon', 'phone'], ['Sprache', 'language'],
  ['Zeitzone', 'time_zone'], ['Opt-in', 'consent'], ['Einwilligung am', 'consent_at'], ['Lieblingsfarbe', undefined],
] as const) {
  test(`a column called ${header} is ${field ?? 'something of their own'}`, () => assert.equal(fieldNamed(header), field));
}
