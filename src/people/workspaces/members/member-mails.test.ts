import assert from 'node:assert/strict';
import { test } from 'node:test';
import { speakIn } from '../../../platform/words/index.ts';
import { memberMail } from './member-mails.ts';

const url = 'https://kindred.example/invitation#token=x';

test('a mail to a member is in the member’s language, whoever asked for it', () => {
  assert.equal(speakIn('en', () => memberMail({ template: 'password', url, language: 'de' })).subject, 'Wählen Sie ein neues Passwort für Kindred');
  assert.equal(speakIn('de', () => memberMail({ template: 'password', url, language: 'en' })).subject, 'Choose a new password for Kindred');
});

test('who is invited has chosen no language yet, and gets that of whoever invites', () => {
  const mail = speakIn('de', () => memberMail({ template: 'invitation', url, language: null }));
  assert.equal(mail.subject, 'Einladung zu Kindred');
  assert.ok(mail.text.split('\n').includes(url), 'the link stands on a line of its own');
});
