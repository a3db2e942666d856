import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sortReply, type ReplySort } from './sort-reply.ts';

const said: Record<ReplySort, string[]> = {
  interested: [
    'Hi Ana,\n\nthis sounds interesting. Do you have time on Thursday?', 'Yes please, tell me more.', 'Sure, let’s talk. Tuesday at 3 works for me.', 'Could you send me your pricing?', 'How much is it for 40 seats?', 'I’d love to learn more, can we set up a quick call next week?',
    'Happy to chat. I’m free on Friday after two.', 'Thanks for reaching out! We are definitely interested. Who else uses it?', 'Looks great, count us in.', 'Call me on 0151 234567.', 'Please send over some more details.', 'What about Wednesday?', 'Not sure this solves all of it, but I’d be curious to see a demo.', 'No problem, Tuesday works.',
    'Sehr gerne, schicken Sie mir bitte ein Angebot.', 'Das klingt spannend! Wann passt es Ihnen?', 'Wir haben grundsätzlich Interesse. Was kostet das für 40 Personen?', 'Guten Tag Frau Ruiz,\n\nja, gern. Dienstag um 10 Uhr passt mir gut.', 'Können wir nächste Woche einen Termin vereinbaren?', 'Rufen Sie mich bitte morgen an.', 'Das interessiert uns sehr.',
  ],
  'not-now': [
    'Not right now, but thanks.', 'Could you get back to me in Q2?', 'We have no budget left this year. Please reach out again in January.', 'Timing isn’t great, let’s talk after the summer.', 'We’re not looking at this at the moment.', 'I’m swamped, sorry.', 'Maybe next quarter.', 'Interested, but not now: ping me in three months.', 'We already have something in place until 2027, check back next year.', 'Not interested at this time.',
    'Im Moment haben wir dafür leider keine Kapazitäten.', 'Derzeit nicht, melden Sie sich gerne im Frühjahr noch einmal.', 'Aktuell besteht kein Bedarf, vielleicht nächstes Jahr.', 'Das Budget für dieses Jahr ist schon verplant.', 'Können wir in drei Monaten nochmal sprechen?', 'Es ist gerade ein ungünstiger Zeitpunkt.',
  ],
  no: [
    'Not interested.', 'No thanks.', 'Thanks, but no thanks!', 'We’ll pass on this one.', 'We already use Brevo and are happy with it.', 'This isn’t a good fit for us.', 'Thank you for your mail. We have decided to go with another vendor.', 'We don’t need this.', 'I’m afraid I have to decline.', 'no', 'We’re all set, thank you.', 'We won’t be moving forward.',
    'Kein Interesse.', 'Nein danke.', 'Vielen Dank, aber wir haben keinen Bedarf.', 'Wir nutzen bereits ein anderes System und sind sehr zufrieden.', 'Das kommt für uns nicht in Frage.', 'Wir haben uns für einen anderen Anbieter entschieden.', 'Das ist nichts für uns.', 'Ihr Angebot ist für uns nicht relevant.',
  ],
  'wrong-person': [
    'I’m not the right person for this.', 'You have the wrong person, I’m in accounting.', 'I no longer work at Acme.', 'Please contact my colleague Jo Miller instead.', 'Forwarded this to our head of marketing.', 'Sven has left the company.', 'The best person to talk to would be Maria.', 'I don’t handle purchasing, try our procurement team.',
    'Dafür bin ich leider nicht zuständig.', 'Bitte wenden Sie sich an Frau Keller.', 'Ich bin nicht der richtige Ansprechpartner.', 'Herr Maier ist nicht mehr im Unternehmen.', 'Ich habe Ihre Mail an die Kollegen vom Einkauf weitergeleitet.', 'Zuständig ist bei uns Herr Vogel.',
  ],
  unsubscribe: [
    'unsubscribe', 'Please unsubscribe me.', 'UNSUBSCRIBE!!!', 'Remove me from your list', 'Take me off this list please.', 'Stop emailing me.', 'Please do not contact me again.', 'Not interested, please remove me.', 'I would like to be removed from your mailing list.', 'No more emails please', 'Don’t send me any more messages. Ever.', 'How did you get my address? Please delete my data.', 'Stop', 'I asked to be taken off twice now!!', 'Leave me alone.', 'Please opt me out.',
    'Bitte melden Sie mich ab.', 'Bitte nehmen Sie mich aus Ihrem Verteiler.', 'Ich möchte keine weiteren E-Mails von Ihnen.', 'Bitte löschen Sie meine Daten.', 'Kein Interesse. Bitte keine weitere Kontaktaufnahme, entfernen Sie mich aus der Liste.', 'Schicken Sie mir keine Werbung mehr!', 'Abmelden', 'Bitte schreiben Sie mir nicht mehr, ich möchte nicht mehr angeschrieben werden.', 'Hiermit widerspreche ich der Nutzung meiner Daten zu Werbezwecken.', 'Ich möchte mich vom Newsletter abmelden.', 'Merci de me désinscrire.',
  ],
};

for (const [sort, replies] of Object.entries(said)) {
  test(`replies that mean ${sort}`, () => {
    assert.deepEqual(replies.map((text) => [sortReply(text), text]), replies.map((text) => [sort, text]));
  });
}

test('what says neither stays unsorted', () => {
  for (const text of ['', '   \n', 'Who are you?', 'Thanks, got it.', 'Danke für die Info.', 'Received, I will have a look at it on the train.', '👍']) assert.equal(sortReply(text), null, text);
});

test('nobody is opted out who did not ask for it', () => {
  for (const text of [
    'I did not mean to unsubscribe, please keep me on the list!', 'Can our customers unsubscribe with one click?', 'How does your tool handle unsubscribes?', 'Please remove me from the cc, Tom takes over.', 'Don’t email me, call me: 0151 234567.', 'We want to stop the churn in our newsletter.',
    'Ich habe mich aus Versehen abgemeldet.', 'Können sich unsere Leser selbst abmelden?', 'Bitte keine Anhänge, die filtert unser Server.', 'We never send newsletters ourselves.', 'Let us not stop here, when can you come?',
  ]) assert.notEqual(sortReply(text), 'unsubscribe', text);
});

test('any text is sorted in no time', () => {
  const started = performance.now();
  for (const text of ['not '.repeat(200_000), 'melden sie mich '.repeat(50_000), 'please '.repeat(100_000), 'bitte möchte '.repeat(50_000)]) sortReply(text);
  assert.ok(performance.now() - started < 1000);
  fc.assert(fc.property(fc.string({ maxLength: 3000 }), (text) => { sortReply(text); }));
});
