import assert from 'node:assert/strict';
import { test } from 'node:test';
import iconv from 'iconv-lite';
import { EncodingWatch, type Encoding } from './text-encoding.ts';

function encodingOf(bytes: Buffer, piece = 65_536): Encoding {
  const watch = new EncodingWatch();
  for (let at = 0; at < bytes.length; at += piece) watch.see(Buffer.from(bytes.subarray(at, at + piece)));
  return watch.encoding();
}

const sheets: [what: string, text: string, encoding: Encoding][] = [
  ['German', 'E-Mail;Vorname;Ort\nj@x.example;Jürgen;Köln\ns@x.example;Sören;Düsseldorf\n', 'windows-1252'],
  ['a single umlaut', 'email,name\na@b.example,Jürgen\n', 'windows-1252'],
  ['quotation marks of Windows', 'email,company\na@b.example,“Größe” – Köln\n', 'windows-1252'],
  ['French', 'email;prénom;nom\na@b.example;Hélène;Lefèvre\nb@c.example;François;Noël\n', 'windows-1252'],
  ['Polish', 'email;imię;nazwisko\na@b.example;Łukasz;Świątek\nb@c.example;Grażyna;Żółkiewska\n', 'windows-1250'],
  ['Czech', 'email;jméno;příjmení\na@b.example;Jiří;Dvořák\nb@c.example;Řehoř;Černý\nc@d.example;Žofie;Kříž\n', 'windows-1250'],
  ['Russian', 'email;имя;фамилия\na@b.example;Иван;Петров\nb@c.example;Ольга;Смирнова\n', 'windows-1251'],
  ['Russian of Unix', 'email;имя;город\na@b.example;Иван;Москва\nb@c.example;Ольга;Новосибирск\n', 'koi8-r'],
  ['Greek', 'email;όνομα\na@b.example;Γιώργος\nb@c.example;Ελένη Νικολάου\n', 'windows-1253'],
  ['Turkish', 'eposta;ad;soyad\na@b.example;Gökçe;Yıldız\nb@c.example;Şule;Öztürk\nc@d.example;İbrahim;Çağlar\n', 'windows-1254'],
  ['Hebrew', 'email,שם\na@b.example,יוסי כהן\nb@c.example,שרה לוי\n', 'windows-1255'],
  ['Japanese', 'メール,名前,会社\na@b.example,山田太郎,株式会社テスト\nb@c.example,鈴木一郎,有限会社サンプル\n', 'shift_jis'],
  ['Japanese of Unix', 'メール,名前,会社\na@b.example,山田太郎,株式会社テスト\nb@c.example,鈴木一郎,有限会社サンプル\n', 'euc-jp'],
  ['Chinese', '邮箱,姓名\na@b.example,王小明\nb@c.example,李华\nc@d.example,张伟先生\n', 'gb18030'],
  ['Korean', '이메일,이름\na@b.example,김철수\nb@c.example,이영희\n', 'euc-kr'],
  ['DOS', 'email;name\na@b.example;Jürgen Müller\n', 'cp850'],
  ['the old Macintosh', 'email;name\na@b.example;Jürgen Müller\nc@d.example;Hélène Lefèvre\n', 'macintosh'],
];
for (const [what, text, encoding] of sheets) {
  test(`${what} is read as ${encoding}, short or long`, () => {
    assert.equal(encodingOf(iconv.encode(text, encoding)), encoding);
    assert.equal(encodingOf(iconv.encode(text.repeat(30), encoding)), encoding);
    assert.equal(iconv.decode(iconv.encode(text, encoding), encoding), text);
  });
}

test('UTF-8 is what all of the file is, wherever a piece ends', () => {
  const bytes = Buffer.from('email,name\na@b.example,Zoë 日本 🎈\n');
  for (const piece of [1, 2, 3, 7, 100]) assert.equal(encodingOf(bytes, piece), 'utf-8');
  assert.equal(encodingOf(Buffer.from('plain\n')), 'utf-8');
  assert.notEqual(encodingOf(Buffer.concat([Buffer.from('email,name\n'.repeat(1000)), Buffer.from([0x4a, 0xfc, 0x72])])), 'utf-8', 'one byte at the end that is not');
});

test('marks and UTF-16 without one', () => {
  assert.equal(encodingOf(Buffer.from('\ufeffemail', 'utf8')), 'utf-8');
  assert.equal(encodingOf(Buffer.from('\ufeffemail', 'utf16le')), 'utf-16le');
  assert.equal(encodingOf(Buffer.from('email;name\na@b.example;Jürgen\n', 'utf16le')), 'utf-16le');
  assert.equal(encodingOf(Buffer.from('email;name\na@b.example;Jürgen\n', 'utf16le').swap16()), 'utf-16be');
});
