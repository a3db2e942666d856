import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keep, speakIn } from '../../../platform/words/index.ts';
import { describeReason, spellReason } from './gate-reasons.ts';

test('why a message waits or will not go is said in the reader’s language, details that are words included', () => {
  const cases: [reason: string, english: string, german: string][] = [
    ['suppressed: unsubscribed', 'The address is on the suppression list (unsubscribed)', 'Die Adresse steht auf der Sperrliste (abgemeldet)'],
    ['deferred: 4.2.2', 'The receiving server asked to try again later (4.2.2)', 'Der empfangende Server bat, es später noch einmal zu versuchen (4.2.2)'],
    [spellReason({ code: 'deferred', detail: keep('the line broke') }), 'The receiving server asked to try again later (the line broke)', 'Der empfangende Server bat, es später noch einmal zu versuchen (die Verbindung brach ab)'],
    [spellReason({ code: 'content_failed', detail: keep('the template made more than {most} characters', { most: 500_000 }) }), 'The content could not be filled in for this contact (the template made more than 500,000 characters)', 'Der Inhalt ließ sich für diesen Kontakt nicht ausfüllen (die Vorlage ergab mehr als 500.000 Zeichen)'],
    ['held_too_long: suppressed: bounced', 'The message was held until its time ran out: The address is on the suppression list (bounced)', 'Die E-Mail wurde zurückgehalten, bis ihre Zeit abgelaufen war: Die Adresse steht auf der Sperrliste (zurückgekommen)'],
    ['refused: 550 5.1.1 no such user', 'The receiving server refused the mail (550 5.1.1 no such user)', 'Der empfangende Server hat die E-Mail abgelehnt (550 5.1.1 no such user)'],
    [keep('a hit shows that it arrived'), 'a hit shows that it arrived', 'ein Abruf zeigt, dass sie ankam'],
  ];
  for (const [reason, english, german] of cases) {
    assert.equal(describeReason(reason), english);
    assert.equal(speakIn('de', () => describeReason(reason)), german);
  }
});
